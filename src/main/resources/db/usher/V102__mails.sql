-- Mails to be sent, sent, or caught to be read on a page.
CREATE TABLE mail (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    address      VARCHAR(320) NOT NULL,
    language     VARCHAR(20)  NOT NULL,
    kind         VARCHAR(40)  NOT NULL,
    subject      VARCHAR(400) NOT NULL,
    text         MEDIUMTEXT   NOT NULL,
    html         MEDIUMTEXT   NOT NULL,
    about        VARCHAR(64)  NOT NULL,
    at           DATETIME(6)  NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    attempts     INT          NOT NULL,
    trouble      TEXT         NOT NULL
);
