-- Several may be asked to decide on an item, each of them once at a time; it waits for one decision all the same.
ALTER TABLE approval
    DROP INDEX one_waiting,
    ADD COLUMN standing BOOLEAN AS (IF(state IN ('APPROVED', 'REJECTED'), TRUE, NULL)) PERSISTENT,
    ADD INDEX of_item (item),
    ADD UNIQUE each_waiting_once (item, approver, waiting),
    ADD UNIQUE one_decision (item, standing);
