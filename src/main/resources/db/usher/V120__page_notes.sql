-- What a page must say once a browser has been sent on to it, for one person and for a while.
CREATE TABLE page_note (
    token        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    kind         VARCHAR(20)  NOT NULL,
    text         LONGTEXT     NOT NULL COMMENT 'JSON, or what is said',
    at           DATETIME(6)  NOT NULL,
    INDEX by_age (at)
);
