-- A dialogue may wait for the answers of several people at a time.
ALTER TABLE dialogue
    DROP INDEX waiting,
    MODIFY waiting_for TEXT NULL COMMENT 'who must answer, besides the requester: a JSON array of keys';
UPDATE dialogue SET waiting_for = JSON_ARRAY(waiting_for) WHERE waiting_for IS NOT NULL;
