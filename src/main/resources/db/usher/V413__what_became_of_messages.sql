-- What a message asked for is done, or is not asked any more: it says so wherever it stands.
ALTER TABLE discord_message
    ADD COLUMN outcome TEXT   NOT NULL DEFAULT '' COMMENT 'what it says became of what it asks for; empty: it can be answered',
    ADD COLUMN marks   BIGINT NOT NULL DEFAULT 0 COMMENT 'how often it was said that it must be shown anew',
    MODIFY COLUMN target VARCHAR(100) NOT NULL COMMENT 'the approval or the reminder that its buttons answer, or what it is about';
UPDATE discord_message
SET target = IF(kind IN ('REMINDER', 'CREDENTIALS'), COALESCE(JSON_VALUE(body, '$.buttons[0].target'), about), about)
WHERE target = '';

-- Who answered a reminder, or a reminder of somebody else that was over with it.
ALTER TABLE reminder ADD COLUMN answered_by VARCHAR(190) NOT NULL DEFAULT '';
UPDATE reminder SET answered_by = recipient WHERE state = 'ANSWERED';
