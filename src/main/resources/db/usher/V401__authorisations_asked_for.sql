-- Somebody may be asked for an authorisation that the form of an item needs, beside whoever decides on the item.
ALTER TABLE approval
    ADD COLUMN evidence VARCHAR(190) NULL COMMENT 'of an authorisation: the path of the evidence in the form',
    ADD COLUMN words TEXT NULL COMMENT 'of an authorisation: how it was asked for',
    ADD COLUMN about VARCHAR(190) AS (COALESCE(evidence, '')) PERSISTENT,
    DROP INDEX each_waiting_once,
    DROP INDEX one_decision,
    ADD UNIQUE each_waiting_once (item, about, approver, waiting),
    ADD UNIQUE one_decision (item, about, standing);
