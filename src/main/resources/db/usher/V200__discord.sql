-- Who is whom on Discord, and what was said there by itself. Moments are UTC.

-- One account, one person.
CREATE TABLE discord_account (
    account      BIGINT       NOT NULL PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    linked       DATETIME(6)  NOT NULL,
    closed       BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'direct messages to it were refused',
    dialogue     CHAR(36) CHARACTER SET ascii NULL COMMENT 'what is shown in its direct messages',
    turn         INT          NOT NULL DEFAULT 0,
    channel      BIGINT       NOT NULL DEFAULT 0,
    message      BIGINT       NOT NULL DEFAULT 0,
    UNIQUE KEY of_person (organisation, person)
);

-- Codes that were sent by e-mail: only their digests.
CREATE TABLE discord_code (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account      BIGINT       NOT NULL,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    digest       CHAR(64) CHARACTER SET ascii NOT NULL,
    asked        DATETIME(6)  NOT NULL,
    expires      DATETIME(6)  NOT NULL,
    attempts     INT          NOT NULL DEFAULT 0,
    used         BOOLEAN      NOT NULL DEFAULT FALSE,
    INDEX of_account (account, id),
    INDEX of_person (organisation, person, asked)
);

-- Messages that go out by themselves, until they are delivered and as long as they may become moot.
CREATE TABLE discord_message (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    kind         VARCHAR(40)  NOT NULL,
    about        VARCHAR(100) NOT NULL,
    target       VARCHAR(100) NOT NULL COMMENT 'the approval that its buttons decide, or empty',
    team_channel BIGINT       NOT NULL COMMENT '0: the direct messages of the person',
    body         TEXT         NOT NULL COMMENT 'JSON: subject, text, buttons',
    said         DATETIME(6)  NOT NULL,
    state        VARCHAR(10)  NOT NULL COMMENT 'waiting, sent, closed, refused',
    due          DATETIME(6)  NOT NULL COMMENT 'when it is to be sent or shown anew; later while somebody is at it',
    stale        BOOLEAN      NOT NULL DEFAULT FALSE,
    mentioned    BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'the person was told that it was not delivered',
    channel      BIGINT       NOT NULL DEFAULT 0,
    message      BIGINT       NOT NULL DEFAULT 0,
    delivered    DATETIME(6)  NULL,
    INDEX to_send (state, due, id),
    INDEX to_change (stale, due, id),
    INDEX about_it (organisation, about),
    INDEX deciding (organisation, target),
    INDEX of_person (organisation, person, state)
);
