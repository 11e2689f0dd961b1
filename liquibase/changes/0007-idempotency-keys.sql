--liquibase formatted sql logicalFilePath:liquibase/changes/0007-idempotency-keys.sql

--changeset cruddur:idempotency-keys
CREATE TABLE idempotency_keys (
  user_uuid  uuid        NOT NULL,
  key        text        NOT NULL,
  request    text        NOT NULL,
  answer     text,
  created_at timestamptz NOT NULL DEFAULT now(),

  CONSTRAINT idempotency_keys_pkey      PRIMARY KEY (user_uuid, key),
  CONSTRAINT idempotency_keys_user_fkey FOREIGN KEY (user_uuid) REFERENCES users (uuid)
);

-- For the sweep.
CREATE INDEX idempotency_keys_created_idx ON idempotency_keys (created_at);
--rollback DROP TABLE idempotency_keys;
