-- Follow-ups may go back: what was done is done again, and what was said before stays on record.
ALTER TABLE follow_step
    ADD COLUMN round INT NOT NULL DEFAULT 0 COMMENT 'how often the follow-ups of the item had gone back when its turn came' AFTER step,
    ADD COLUMN again BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'it went back since',
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (item, step, round);
