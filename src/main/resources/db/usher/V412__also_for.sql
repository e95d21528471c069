-- The people whom an item is for besides its subject: while it is open, rules count it for each of them.
CREATE TABLE also_for (
    item   BIGINT       NOT NULL,
    person VARCHAR(190) NOT NULL,
    PRIMARY KEY (item, person),
    FOREIGN KEY (item) REFERENCES request_item (number)
);
