-- What a dialogue came from, and what was answered about an item, is looked up when the form is fulfilled that a follow-up waits for.
CREATE INDEX went_on ON dialogue (next);
CREATE INDEX about_item ON dialogue (item, conversation);
