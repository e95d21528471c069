-- Files that were handed in, and the dialogues that have, or had, them among their answers.
CREATE TABLE kept_file (
    id           CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL COMMENT 'who handed it in',
    name         VARCHAR(200) NOT NULL,
    content_type VARCHAR(120) NOT NULL,
    size         BIGINT       NOT NULL,
    sha256       CHAR(64) CHARACTER SET ascii NOT NULL,
    at           DATETIME(6)  NOT NULL,
    content      LONGBLOB     NOT NULL,
    INDEX by_age (at)
);

CREATE TABLE kept_file_use (
    file     CHAR(36) CHARACTER SET ascii NOT NULL,
    dialogue CHAR(36) CHARACTER SET ascii NOT NULL,
    PRIMARY KEY (file, dialogue),
    CONSTRAINT use_of_file FOREIGN KEY (file) REFERENCES kept_file (id) ON DELETE CASCADE,
    CONSTRAINT use_in_dialogue FOREIGN KEY (dialogue) REFERENCES dialogue (id)
);
