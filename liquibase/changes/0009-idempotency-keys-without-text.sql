--liquibase formatted sql logicalFilePath:liquibase/changes/0009-idempotency-keys-without-text.sql

--changeset cruddur:idempotency-keys-without-text
--comment A key refers to what its request created, instead of holding the response: no deleted or expired text survives here.
ALTER TABLE idempotency_keys ADD COLUMN created_uuid uuid;

UPDATE idempotency_keys SET created_uuid = CAST(CAST(answer AS json) ->> 'uuid' AS uuid);

-- What it refers to is not known.
DELETE FROM idempotency_keys WHERE created_uuid IS NULL;

ALTER TABLE idempotency_keys DROP COLUMN answer;
--rollback ALTER TABLE idempotency_keys ADD COLUMN answer text;
--rollback ALTER TABLE idempotency_keys DROP COLUMN created_uuid;
