-- Questions whose answers are for the group that works on the ticket only.
ALTER TABLE item_option_new ADD COLUMN restricted TINYINT NOT NULL DEFAULT 0;
