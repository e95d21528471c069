-- Moments are UTC. Keys of people and entries are those of the organisation's registers.

-- The definitions as they were, for dialogues that are pinned to them.
CREATE TABLE definition_set (
    hash         CHAR(64) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    files        LONGTEXT     NOT NULL COMMENT 'JSON object: name of a file to its text',
    first_seen   DATETIME(6)  NOT NULL
);

CREATE TABLE definition (
    organisation   VARCHAR(64)  NOT NULL,
    conversation   VARCHAR(100) NOT NULL,
    version        VARCHAR(64)  NOT NULL,
    definition_set CHAR(64) CHARACTER SET ascii NOT NULL,
    first_seen     DATETIME(6)  NOT NULL,
    withdrawn      DATETIME(6)  NULL,
    PRIMARY KEY (organisation, conversation, version),
    CONSTRAINT definition_in_set FOREIGN KEY (definition_set) REFERENCES definition_set (hash)
);

-- Grows with every change of a register or an item; every node compares it with the picture it holds.
CREATE TABLE facts_version (
    organisation      VARCHAR(64) NOT NULL PRIMARY KEY,
    version           BIGINT      NOT NULL,
    registers_version BIGINT      NOT NULL COMMENT 'the version at the last change of a register'
);

CREATE TABLE register_entry (
    organisation VARCHAR(64)  NOT NULL,
    register     VARCHAR(64)  NOT NULL,
    entry_key    VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    fields       LONGTEXT     NOT NULL COMMENT 'JSON object',
    version      INT          NOT NULL,
    changed      DATETIME(6)  NOT NULL,
    PRIMARY KEY (organisation, register, entry_key)
);

CREATE TABLE register_history (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation  VARCHAR(64)  NOT NULL,
    register      VARCHAR(64)  NOT NULL,
    entry_key     VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    at            DATETIME(6)  NOT NULL,
    who           VARCHAR(190) NOT NULL,
    why           VARCHAR(400) NOT NULL,
    fields_before LONGTEXT     NULL,
    fields_after  LONGTEXT     NULL,
    INDEX of_entry (organisation, register, entry_key, id)
);

CREATE TABLE dialogue (
    id           CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    requester    VARCHAR(190) NOT NULL,
    conversation VARCHAR(100) NOT NULL,
    version      VARCHAR(64)  NOT NULL,
    turn         INT          NOT NULL,
    status       VARCHAR(20)  NOT NULL,
    body         LONGTEXT     NOT NULL COMMENT 'JSON: answers, proposals, what was agreed to, what is pending',
    started      DATETIME(6)  NOT NULL,
    touched      DATETIME(6)  NOT NULL,
    waiting_for  VARCHAR(190) NULL COMMENT 'who must answer, if not the requester',
    offered_to   VARCHAR(190) NULL COMMENT 'to whom it was handed, until accepted',
    handed_by    VARCHAR(190) NULL,
    next         VARCHAR(100) NULL COMMENT 'where it went on',
    item         BIGINT       NULL COMMENT 'the item it was handed in as',
    reminded     BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'that it will expire',
    INDEX of_requester (organisation, requester, status),
    INDEX waiting (organisation, waiting_for),
    INDEX offered (organisation, offered_to),
    INDEX silent (organisation, status, touched)
);

CREATE TABLE dialogue_reader (
    dialogue CHAR(36) CHARACTER SET ascii NOT NULL,
    person   VARCHAR(190) NOT NULL,
    PRIMARY KEY (dialogue, person)
);

CREATE TABLE off_ramp (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at           DATETIME(6)  NOT NULL,
    organisation VARCHAR(64)  NOT NULL,
    requester    VARCHAR(190) NOT NULL,
    dialogue     CHAR(36) CHARACTER SET ascii NOT NULL,
    conversation VARCHAR(100) NOT NULL,
    rule         VARCHAR(64)  NOT NULL,
    reason       TEXT         NOT NULL,
    place        TEXT         NOT NULL COMMENT 'who can do it',
    form         VARCHAR(100) NOT NULL,
    INDEX of_organisation (organisation, at)
);

-- Locked while anything happens to a person's cart.
CREATE TABLE cart (
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    PRIMARY KEY (organisation, person)
);

CREATE TABLE request (
    number        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation  VARCHAR(64)  NOT NULL,
    requester     VARCHAR(190) NOT NULL,
    submitted     DATETIME(6)  NOT NULL,
    correlation   CHAR(36) CHARACTER SET ascii NOT NULL,
    ticket_number VARCHAR(64)  NULL,
    ticket_id     VARCHAR(64)  NULL,
    UNIQUE correlation (correlation),
    INDEX of_requester (organisation, requester, number),
    INDEX by_ticket (organisation, ticket_number)
);

CREATE TABLE request_item (
    number        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation  VARCHAR(64)  NOT NULL,
    requester     VARCHAR(190) NOT NULL,
    dialogue      CHAR(36) CHARACTER SET ascii NOT NULL,
    conversation  VARCHAR(100) NOT NULL,
    subject       VARCHAR(190) NOT NULL,
    summary       VARCHAR(1000) NOT NULL,
    state         VARCHAR(30)  NOT NULL,
    open          BOOLEAN      NOT NULL,
    request       BIGINT       NULL,
    correlation   CHAR(36) CHARACTER SET ascii NOT NULL,
    added         DATETIME(6)  NOT NULL,
    submitted     DATETIME(6)  NULL,
    approved      DATETIME(6)  NULL,
    due           DATETIME(6)  NULL,
    raised        DATETIME(6)  NULL,
    fulfilled     DATETIME(6)  NULL,
    ticket_number VARCHAR(64)  NULL,
    ticket_id     VARCHAR(64)  NULL,
    cancel_asked  BOOLEAN      NOT NULL DEFAULT FALSE,
    copied_from   VARCHAR(64)  NOT NULL,
    UNIQUE correlation (correlation),
    UNIQUE of_dialogue (dialogue),
    INDEX of_requester (organisation, requester, request),
    INDEX of_request (request),
    INDEX open_ones (organisation, open),
    INDEX by_ticket (organisation, ticket_number),
    CONSTRAINT item_in_request FOREIGN KEY (request) REFERENCES request (number)
);

CREATE TABLE approval (
    number   BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    item     BIGINT       NOT NULL,
    organisation VARCHAR(64) NOT NULL,
    approver VARCHAR(190) NOT NULL,
    kind     VARCHAR(20)  NOT NULL,
    state    VARCHAR(20)  NOT NULL,
    asked    DATETIME(6)  NOT NULL,
    verdict  VARCHAR(20)  NULL,
    decided_by VARCHAR(190) NULL,
    decided  DATETIME(6)  NULL,
    channel  VARCHAR(30)  NULL,
    reason   TEXT         NULL,
    ground   TEXT         NULL,
    -- An item waits for one decision at most.
    waiting  BOOLEAN AS (IF(state = 'REQUESTED', TRUE, NULL)) PERSISTENT,
    UNIQUE one_waiting (item, waiting),
    INDEX of_approver (organisation, approver, state),
    CONSTRAINT approval_of_item FOREIGN KEY (item) REFERENCES request_item (number)
);

-- What is done once for an item, however often it is reported.
CREATE TABLE done_once (
    item BIGINT       NOT NULL,
    what VARCHAR(100) NOT NULL,
    PRIMARY KEY (item, what)
);

CREATE TABLE notice (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    kind         VARCHAR(40)  NOT NULL,
    subject      VARCHAR(400) NOT NULL,
    text         TEXT         NOT NULL,
    buttons      TEXT         NOT NULL COMMENT 'JSON array',
    about        VARCHAR(64)  NOT NULL,
    at           DATETIME(6)  NOT NULL,
    seen         DATETIME(6)  NULL,
    INDEX of_person (organisation, person, id)
);

-- The record: every row carries the hash of what it says and of the row before it.
CREATE TABLE audit_entry (
    number        BIGINT       NOT NULL PRIMARY KEY,
    at            DATETIME(6)  NOT NULL,
    organisation  VARCHAR(64)  NOT NULL,
    actor         VARCHAR(190) NOT NULL,
    action        VARCHAR(60)  NOT NULL,
    object        VARCHAR(100) NOT NULL,
    details       LONGTEXT     NOT NULL COMMENT 'JSON object with sorted names',
    previous_hash BINARY(32)   NOT NULL,
    hash          BINARY(32)   NOT NULL,
    INDEX about (organisation, object, number)
);

CREATE TABLE audit_head (
    id     TINYINT    NOT NULL PRIMARY KEY,
    number BIGINT     NOT NULL,
    hash   BINARY(32) NOT NULL
);

INSERT INTO audit_head (id, number, hash) VALUES (1, 0, REPEAT(CHAR(0), 32));

-- As db-scheduler wants it.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100) NOT NULL,
    task_instance        VARCHAR(190) NOT NULL,
    task_data            BLOB,
    execution_time       DATETIME(6)  NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            VARCHAR(50),
    last_success         DATETIME(6)  NULL,
    last_failure         DATETIME(6)  NULL,
    consecutive_failures INT,
    last_heartbeat       DATETIME(6)  NULL,
    version              BIGINT       NOT NULL,
    priority             SMALLINT     NULL,
    PRIMARY KEY (task_name, task_instance),
    INDEX by_time (execution_time),
    INDEX by_heartbeat (last_heartbeat)
);
