-- The tables that the API shows. Columns are those of org.usher.technow.table.Dictionary; TablesIT holds the two together.
-- Times are kept as they are spoken of: in UTC, to the second.

CREATE TABLE sys_user (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    user_name VARCHAR(40) NOT NULL,
    name VARCHAR(100), first_name VARCHAR(100), last_name VARCHAR(100), email VARCHAR(100), title VARCHAR(100),
    phone VARCHAR(40), employee_number VARCHAR(40), location VARCHAR(100), time_zone VARCHAR(40),
    manager CHAR(32), roles VARCHAR(255), active TINYINT NOT NULL, locked_out TINYINT NOT NULL,
    user_password VARCHAR(255),
    UNIQUE KEY one_of_a_user_name (user_name),
    KEY of_name (name)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sys_user_group (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    name VARCHAR(100) NOT NULL, description MEDIUMTEXT, manager CHAR(32), email VARCHAR(100), active TINYINT NOT NULL,
    UNIQUE KEY one_of_a_name (name)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sys_user_grmember (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    `user` CHAR(32) NOT NULL, `group` CHAR(32) NOT NULL,
    UNIQUE KEY once_in_a_group (`group`, `user`),
    KEY of_user (`user`)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sc_catalog (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    title VARCHAR(100) NOT NULL, description MEDIUMTEXT, active TINYINT NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sc_category (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    title VARCHAR(100) NOT NULL, description MEDIUMTEXT, sc_catalog CHAR(32), parent CHAR(32), active TINYINT NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sc_cat_item (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    name VARCHAR(100) NOT NULL, short_description VARCHAR(160), description MEDIUMTEXT,
    category CHAR(32), sc_catalogs CHAR(32), active TINYINT NOT NULL, `type` VARCHAR(40), table_name VARCHAR(40),
    `group` CHAR(32), delivery_time DATETIME, workflow VARCHAR(40),
    price VARCHAR(40), recurring_price VARCHAR(40), recurring_frequency VARCHAR(40), `order` INT,
    KEY of_name (name)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE item_option_new (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    cat_item CHAR(32) NOT NULL, name VARCHAR(100) NOT NULL, question_text VARCHAR(255), help_text MEDIUMTEXT,
    `type` INT, reference VARCHAR(40), mandatory TINYINT NOT NULL, read_only TINYINT NOT NULL, default_value MEDIUMTEXT,
    `order` INT, active TINYINT NOT NULL,
    UNIQUE KEY one_of_a_name_in_an_item (cat_item, name)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE question_choice (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    question CHAR(32) NOT NULL, text VARCHAR(255), value VARCHAR(255), `order` INT,
    KEY of_question (question)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

-- Requests, requested items, catalog tasks and incidents: one table, told apart by sys_class_name.
CREATE TABLE task (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    number VARCHAR(40) NOT NULL, sys_class_name VARCHAR(40) NOT NULL,
    short_description VARCHAR(160), description MEDIUMTEXT,
    state INT, active TINYINT NOT NULL, approval VARCHAR(40), approval_set DATETIME,
    assignment_group CHAR(32), assigned_to CHAR(32), opened_by CHAR(32), opened_at DATETIME,
    closed_by CHAR(32), closed_at DATETIME, close_notes MEDIUMTEXT, due_date DATETIME, expected_start DATETIME, work_start DATETIME, work_end DATETIME,
    priority INT, urgency INT, impact INT, contact_type VARCHAR(40), parent CHAR(32),
    correlation_id VARCHAR(100), correlation_display VARCHAR(100),
    requested_for CHAR(32), request_state VARCHAR(40), stage VARCHAR(40), price VARCHAR(40), special_instructions MEDIUMTEXT,
    request CHAR(32), cat_item CHAR(32), quantity INT, recurring_price VARCHAR(40), estimated_delivery DATETIME,
    request_item CHAR(32),
    caller_id CHAR(32), category VARCHAR(40), subcategory VARCHAR(40), close_code VARCHAR(40),
    UNIQUE KEY one_of_a_number (number),
    KEY of_correlation (correlation_id),
    KEY of_update (sys_class_name, sys_updated_on),
    KEY of_creation (sys_class_name, sys_created_on),
    KEY of_queue (assignment_group, active, due_date),
    KEY of_assignee (assigned_to, active),
    KEY of_request (request),
    KEY of_request_item (request_item),
    KEY of_requested_for (requested_for)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sc_item_option (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    item_option_new CHAR(32), value MEDIUMTEXT, `order` INT, cart_item CHAR(32),
    KEY of_cart_item (cart_item)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sc_item_option_mtom (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    request_item CHAR(32) NOT NULL, sc_item_option CHAR(32) NOT NULL,
    KEY of_request_item (request_item),
    KEY of_option (sc_item_option)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sysapproval_approver (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    sysapproval CHAR(32), document_id VARCHAR(40), source_table VARCHAR(40), approver CHAR(32) NOT NULL, state VARCHAR(40),
    due_date DATETIME, decided_on DATETIME, decided_by CHAR(32),
    KEY of_ticket (sysapproval),
    KEY of_approver (approver, state),
    KEY of_update (sys_updated_on)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sys_attachment (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    file_name VARCHAR(255) NOT NULL, content_type VARCHAR(255), size_bytes INT, size_compressed INT, compressed TINYINT NOT NULL,
    table_name VARCHAR(40) NOT NULL, table_sys_id VARCHAR(40) NOT NULL, hash VARCHAR(100),
    KEY of_record (table_sys_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sys_journal_field (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    name VARCHAR(40), element VARCHAR(40), element_id VARCHAR(40), value MEDIUMTEXT,
    KEY of_record (element_id, sys_created_on)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sc_cart (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    name VARCHAR(100), `user` CHAR(32) NOT NULL, requested_for CHAR(32),
    UNIQUE KEY one_of_a_user (`user`)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;

CREATE TABLE sc_cart_item (
    sys_id CHAR(32) NOT NULL PRIMARY KEY,
    sys_created_on DATETIME NOT NULL, sys_created_by VARCHAR(40) NOT NULL,
    sys_updated_on DATETIME NOT NULL, sys_updated_by VARCHAR(40) NOT NULL, sys_mod_count INT NOT NULL,
    cart CHAR(32) NOT NULL, cat_item CHAR(32) NOT NULL, requested_for CHAR(32), quantity INT,
    KEY of_cart (cart)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci;
