--liquibase formatted sql logicalFilePath:liquibase/changes/0011-default-time-to-live.sql

--changeset cruddur:default-time-to-live
--comment The time to live of a user's cruds that are created without one: a label of the API, or an ISO 8601 duration.
ALTER TABLE users ADD COLUMN default_ttl text NOT NULL DEFAULT '7-days'
  CONSTRAINT users_default_ttl_check CHECK (default_ttl ~ '^([0-9]+-(hour|day)s?|P[0-9DTHMSW]+)$');
--rollback ALTER TABLE users DROP COLUMN default_ttl;
