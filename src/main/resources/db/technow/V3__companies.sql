-- Whose people the users are: several organisations may be served by one desk, and know the same staff number.
CREATE TABLE core_company (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    name VARCHAR(100) NOT NULL,
    UNIQUE KEY one_of_a_name (name)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

ALTER TABLE sys_user ADD COLUMN company CHAR(32);
