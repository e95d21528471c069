-- What was written back about an item, by the desk or by Usher itself.
CREATE TABLE item_result (
    item  BIGINT       NOT NULL,
    name  VARCHAR(100) NOT NULL,
    value TEXT         NOT NULL,
    PRIMARY KEY (item, name),
    CONSTRAINT result_of_item FOREIGN KEY (item) REFERENCES request_item (number)
);

-- Follow-ups whose turn has come; each is done once.
CREATE TABLE follow_step (
    item     BIGINT       NOT NULL,
    step     VARCHAR(100) NOT NULL,
    opened   DATETIME(6)  NOT NULL,
    done     DATETIME(6)  NULL,
    done_by  VARCHAR(190) NULL,
    dialogue CHAR(36) CHARACTER SET ascii NULL,
    PRIMARY KEY (item, step),
    CONSTRAINT step_of_item FOREIGN KEY (item) REFERENCES request_item (number)
);

-- Who was told to do them.
CREATE TABLE follow_doer (
    item         BIGINT       NOT NULL,
    step         VARCHAR(100) NOT NULL,
    organisation VARCHAR(64)  NOT NULL,
    person       VARCHAR(190) NOT NULL,
    PRIMARY KEY (item, step, person),
    INDEX of_person (organisation, person)
);

-- What goes with a mail.
CREATE TABLE mail_attachment (
    mail         BIGINT       NOT NULL,
    position     INT          NOT NULL,
    name         VARCHAR(200) NOT NULL,
    content_type VARCHAR(100) NOT NULL,
    content      LONGBLOB     NOT NULL,
    PRIMARY KEY (mail, position),
    CONSTRAINT attachment_of_mail FOREIGN KEY (mail) REFERENCES mail (id)
);

-- Lines for files that others pick up, until they are picked up and for the record afterwards.
CREATE TABLE pick_up_line (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    file         VARCHAR(100) NOT NULL COMMENT 'its name in organisation.yaml',
    item         BIGINT       NOT NULL,
    position     INT          NOT NULL,
    text         TEXT         NOT NULL COMMENT 'as it stands in the file',
    entered      DATETIME(6)  NOT NULL,
    due          DATETIME(6)  NOT NULL COMMENT 'the pick-up it is meant for',
    picked_up    DATETIME(6)  NULL,
    UNIQUE once (item, position),
    INDEX waiting (organisation, file, picked_up),
    CONSTRAINT line_of_item FOREIGN KEY (item) REFERENCES request_item (number)
);

-- Files that were taken away and have been read.
CREATE TABLE pick_up_taken (
    organisation VARCHAR(64)  NOT NULL,
    name         VARCHAR(200) NOT NULL,
    at           DATETIME(6)  NOT NULL,
    PRIMARY KEY (organisation, name)
);
