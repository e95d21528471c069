-- The last number given out, by prefix.
CREATE TABLE sys_number (
    prefix VARCHAR(10) NOT NULL PRIMARY KEY,
    last INT NOT NULL
);
INSERT INTO sys_number (prefix, last) VALUES ('REQ', 10000), ('RITM', 10000), ('SCTASK', 10000), ('INC', 10000);

-- What is in the attachments.
CREATE TABLE sys_attachment_doc (
    attachment CHAR(32) NOT NULL PRIMARY KEY,
    content LONGBLOB NOT NULL
);

-- Bearer tokens, by hash.
CREATE TABLE oauth_token (
    hash CHAR(64) NOT NULL PRIMARY KEY,
    kind VARCHAR(10) NOT NULL,
    user_name VARCHAR(40) NOT NULL,
    expires_at DATETIME NOT NULL,
    KEY of_expiry (expires_at)
);

-- Who is signed in to the pages, by hash of the cookie.
CREATE TABLE desk_session (
    hash CHAR(64) NOT NULL PRIMARY KEY,
    user_name VARCHAR(40) NOT NULL,
    form_token CHAR(43) NOT NULL,
    expires_at DATETIME NOT NULL,
    KEY of_expiry (expires_at)
);

-- Changes to be posted to whoever wants to hear of them; a row is deleted when it was taken.
CREATE TABLE event_outbox (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    record CHAR(32) NOT NULL,
    body MEDIUMTEXT NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    due_at DATETIME(3) NOT NULL,
    claimed_until DATETIME(3),
    last_problem VARCHAR(500),
    KEY of_due (due_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;
