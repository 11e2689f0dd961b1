--liquibase formatted sql logicalFilePath:liquibase/changes/0002-activities.sql

--changeset cruddur:activities
CREATE TABLE activities (
  uuid                   uuid        NOT NULL DEFAULT gen_random_uuid(),
  user_uuid              uuid        NOT NULL,
  message                text        NOT NULL,
  replies_count          integer     NOT NULL DEFAULT 0,
  reposts_count          integer     NOT NULL DEFAULT 0,
  likes_count            integer     NOT NULL DEFAULT 0,
  reply_to_activity_uuid uuid,
  expires_at             timestamptz NOT NULL,
  created_at             timestamptz NOT NULL DEFAULT now(),

  CONSTRAINT activities_pkey          PRIMARY KEY (uuid),
  CONSTRAINT activities_user_fkey     FOREIGN KEY (user_uuid) REFERENCES users (uuid),
  -- A thread goes with the crud it hangs on.
  CONSTRAINT activities_reply_to_fkey FOREIGN KEY (reply_to_activity_uuid) REFERENCES activities (uuid) ON DELETE CASCADE,
  CONSTRAINT activities_message_check CHECK (char_length(message) BETWEEN 1 AND 1024),
  CONSTRAINT activities_counts_check  CHECK (replies_count >= 0 AND reposts_count >= 0 AND likes_count >= 0),
  CONSTRAINT activities_expires_check CHECK (expires_at > created_at),
  CONSTRAINT activities_reply_check   CHECK (reply_to_activity_uuid <> uuid)
);

-- The three feeds, each in the order of its keyset: everybody's cruds, one author's cruds, one crud's replies.
CREATE INDEX activities_home_idx ON activities (created_at DESC, uuid DESC)
  WHERE reply_to_activity_uuid IS NULL;
-- With its end, so that passing over what has expired, and counting the rest for a profile, needs no look into the table.
CREATE INDEX activities_user_idx ON activities (user_uuid, created_at DESC, uuid DESC) INCLUDE (expires_at)
  WHERE reply_to_activity_uuid IS NULL;
CREATE INDEX activities_replies_idx ON activities (reply_to_activity_uuid, created_at DESC, uuid DESC)
  WHERE reply_to_activity_uuid IS NOT NULL;
--rollback DROP TABLE activities;
