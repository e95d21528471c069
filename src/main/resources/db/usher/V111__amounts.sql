-- How much an item asks for, which rules count over open items, and a row to hold while anything is checked out for a person.
ALTER TABLE request_item ADD COLUMN amount INT NOT NULL DEFAULT 0;

CREATE TABLE subject (
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    PRIMARY KEY (organisation, person)
);
