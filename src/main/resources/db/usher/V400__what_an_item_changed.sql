-- What was changed for a reason, such as the effects of an item, is looked up to see the facts as if it had not been done.
CREATE INDEX of_reason ON register_history (organisation, why, id);
