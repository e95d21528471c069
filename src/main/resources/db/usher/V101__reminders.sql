-- One row for each kind, matter, recipient and due moment: a reminder comes once, however often it is planned.
CREATE TABLE reminder (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    recipient    VARCHAR(190) NOT NULL,
    kind         VARCHAR(64)  NOT NULL,
    matter       VARCHAR(200) NOT NULL COMMENT 'item:number or cart:person',
    due          DATETIME(6)  NOT NULL,
    first_due    DATETIME(6)  NOT NULL COMMENT 'when the first of its row was due',
    nth          INT          NOT NULL,
    copy         BOOLEAN      NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    text         TEXT         NOT NULL,
    buttons      TEXT         NOT NULL COMMENT 'JSON array of [name, label]',
    sent         DATETIME(6)  NULL,
    answer       VARCHAR(64)  NOT NULL,
    UNIQUE once (organisation, kind, matter, recipient, due),
    INDEX of_person (organisation, recipient, state, due),
    INDEX about (organisation, matter)
);
