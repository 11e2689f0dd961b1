--liquibase formatted sql logicalFilePath:liquibase/changes/0014-message-ttl.sql

--changeset cruddur:time-to-live
--comment The duration of a time to live: of a label of the API, such as 7-days, or of an ISO 8601 duration.
CREATE FUNCTION time_to_live(ttl text) RETURNS interval LANGUAGE sql STABLE
  RETURN CAST(replace(ttl, '-', ' ') AS interval);
--rollback DROP FUNCTION time_to_live(text);

--changeset cruddur:message-ttl
--comment The time to live of the messages of a conversation. Messages that are older than this column have no expiry, so an upgrade deletes none.
ALTER TABLE message_groups ADD COLUMN ttl text NOT NULL DEFAULT '30-days'
  CONSTRAINT message_groups_ttl_check CHECK (ttl ~ '^([0-9]+-(hour|day)s?|P[0-9DTHMSW]+)$');

ALTER TABLE messages ADD COLUMN expires_at timestamptz NOT NULL DEFAULT 'infinity';
-- For nodes of the previous release, which insert messages without an expiry during the upgrade.
ALTER TABLE messages ALTER COLUMN expires_at SET DEFAULT now() + interval '30 days';
-- The new time to live, if the message reports a change of it.
ALTER TABLE messages ADD COLUMN new_ttl text;
-- Finds the expired messages.
CREATE INDEX messages_ending_idx ON messages (expires_at);

-- When the oldest unread message was sent: unread_count also counts those that have expired since.
ALTER TABLE message_group_members ADD COLUMN unread_since timestamptz;
UPDATE message_group_members
SET unread_since = (
  SELECT messages.created_at
  FROM messages
  WHERE messages.message_group_uuid = message_group_members.message_group_uuid
    AND messages.user_uuid <> message_group_members.user_uuid
  ORDER BY messages.created_at DESC, messages.uuid DESC
  OFFSET message_group_members.unread_count - 1
  LIMIT 1
)
WHERE unread_count > 0;
--rollback DELETE FROM messages WHERE expires_at <= now();
--rollback ALTER TABLE message_group_members DROP COLUMN unread_since;
--rollback ALTER TABLE messages DROP COLUMN new_ttl;
--rollback ALTER TABLE messages DROP COLUMN expires_at;
--rollback ALTER TABLE message_groups DROP COLUMN ttl;
