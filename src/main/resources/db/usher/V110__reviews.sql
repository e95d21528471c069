-- Every round of a review that has been open: an entry of a register that was to be looked at by a moment, and what came of it.
CREATE TABLE review_round (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64)  NOT NULL,
    review       VARCHAR(64)  NOT NULL,
    register     VARCHAR(64)  NOT NULL,
    entry_key    VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    due          DATETIME(6)  NOT NULL,
    name         VARCHAR(400) NOT NULL COMMENT 'what it was called when it was last open',
    heading      VARCHAR(200) NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    opened       DATETIME(6)  NOT NULL,
    settled      DATETIME(6)  NULL,
    settled_by   VARCHAR(190) NOT NULL,
    why          VARCHAR(400) NOT NULL,
    UNIQUE once (organisation, review, register, entry_key, due),
    INDEX by_state (organisation, state, due)
);

-- Keys of entries are longer than numbers of items.
ALTER TABLE reminder MODIFY matter VARCHAR(270) NOT NULL COMMENT 'item:number, cart:person or entry:register/key';
