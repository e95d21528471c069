-- What must be seen to in the ITSM, or looked at there. Wishes are counted, so that one that comes while another is being seen to is not lost.
CREATE TABLE itsm_errand (
    kind       VARCHAR(40) NOT NULL,
    subject    BIGINT      NOT NULL COMMENT 'number of a request or an item',
    wanted     BIGINT      NOT NULL,
    done       BIGINT      NOT NULL,
    failures   INT         NOT NULL COMMENT 'in a row',
    alarm      BOOLEAN     NOT NULL COMMENT 'somebody must mend something first',
    why        TEXT        NOT NULL,
    not_before DATETIME(6) NOT NULL,
    PRIMARY KEY (kind, subject)
);

-- How far the ticket of an item is, each step noted after the ITSM confirmed it.
CREATE TABLE itsm_ticket (
    item        BIGINT       NOT NULL PRIMARY KEY,
    round       INT          NOT NULL COMMENT 'how often it was handed in again',
    table_name  VARCHAR(80)  NULL,
    sys_id      CHAR(32)     NULL,
    number      VARCHAR(64)  NULL,
    task_id     CHAR(32)     NULL,
    task_number VARCHAR(64)  NULL,
    written     CHAR(64) CHARACTER SET ascii NOT NULL COMMENT 'fingerprint of the variables given last',
    asked       VARCHAR(210) NOT NULL,
    decided     VARCHAR(40)  NOT NULL,
    attached    INT          NOT NULL,
    closing     VARCHAR(40)  NOT NULL,
    CONSTRAINT ticket_of_item FOREIGN KEY (item) REFERENCES request_item (number)
);

-- Changes in the ITSM that were noticed, on whatever way: each counts once.
CREATE TABLE itsm_change (
    record  VARCHAR(80) NOT NULL,
    version VARCHAR(40) NOT NULL,
    item    CHAR(36) CHARACTER SET ascii NOT NULL COMMENT 'correlation of the item',
    via     VARCHAR(20) NOT NULL,
    at      DATETIME(6) NOT NULL,
    PRIMARY KEY (record, version),
    INDEX by_age (at)
);

-- How far the reading of changes reaches.
CREATE TABLE itsm_reached (
    table_name VARCHAR(80) NOT NULL PRIMARY KEY,
    reached    DATETIME(6) NOT NULL
);

-- Work notes for the desk, each written once.
CREATE TABLE itsm_note (
    id       BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    item     BIGINT      NOT NULL,
    note_key VARCHAR(80) NOT NULL,
    text     TEXT        NOT NULL,
    written  BOOLEAN     NOT NULL,
    UNIQUE once (item, note_key),
    CONSTRAINT note_on_item FOREIGN KEY (item) REFERENCES request_item (number)
);
