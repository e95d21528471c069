-- To whom a first password is to be shown, once. The passwords themselves are kept nowhere; the registers have their hashes.
CREATE TABLE credential (
    id           CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL COMMENT 'who may see it',
    item         BIGINT       NOT NULL,
    register     VARCHAR(64)  NOT NULL,
    entry_key    VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    username     VARCHAR(190) NOT NULL,
    field        VARCHAR(64)  NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    made         DATETIME(6)  NOT NULL,
    INDEX of_person (organisation, person, state, made),
    CONSTRAINT credential_of_item FOREIGN KEY (item) REFERENCES request_item (number)
);
