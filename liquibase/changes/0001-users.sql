--liquibase formatted sql logicalFilePath:liquibase/changes/0001-users.sql

--changeset cruddur:users
CREATE TABLE users (
  uuid            uuid        NOT NULL DEFAULT gen_random_uuid(),
  display_name    text        NOT NULL,
  handle          text        NOT NULL,
  email           text        NOT NULL,
  cognito_user_id text        NOT NULL,
  bio             text        NOT NULL DEFAULT '',
  created_at      timestamptz NOT NULL DEFAULT now(),

  CONSTRAINT users_pkey                PRIMARY KEY (uuid),
  -- Lower case alone is stored, so this key is unique whatever the case it is asked in.
  CONSTRAINT users_handle_key          UNIQUE (handle),
  CONSTRAINT users_cognito_user_id_key UNIQUE (cognito_user_id),
  CONSTRAINT users_handle_check        CHECK (handle ~ '^[a-z0-9_]{1,30}$'),
  CONSTRAINT users_display_name_check  CHECK (char_length(display_name) BETWEEN 1 AND 50),
  CONSTRAINT users_bio_check           CHECK (char_length(bio) <= 160)
);

CREATE UNIQUE INDEX users_email_key ON users (lower(email));
--rollback DROP TABLE users;
