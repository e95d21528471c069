-- What people were told, for channels that show it as a list.
CREATE TABLE message (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    kind         VARCHAR(40)  NOT NULL,
    subject      VARCHAR(1000) NOT NULL,
    text         TEXT         NOT NULL,
    buttons      TEXT         NOT NULL COMMENT 'JSON: action, label, target',
    about        VARCHAR(190) NOT NULL,
    at           DATETIME(6)  NOT NULL,
    seen         BOOLEAN      NOT NULL DEFAULT FALSE,
    INDEX of_person (organisation, person, id),
    INDEX unseen (organisation, person, seen)
);
