-- write: inserts a message, its conversation if it is the first one, and its Idempotency-Key unless that is ''; no row if the key is in
-- use, or if the message exists because the JPA provider repeated the statement on a new connection.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v user_uuid=… -v receiver_uuid=… -v message=Hello -v key= -v request= \
--     -f src/main/resources/db/sql/messages/create.sql
WITH claimed AS (
  INSERT INTO idempotency_keys (user_uuid, key, request, created_uuid)
  SELECT
    CAST(:'user_uuid' AS uuid),
    CAST(:'key' AS text),
    CAST(:'request' AS text),
    CAST(:'uuid' AS uuid)
  WHERE CAST(:'key' AS text) <> ''
  -- A concurrent request with the same key waits here for the first one.
  ON CONFLICT (user_uuid, key) DO UPDATE
  SET request = excluded.request, created_uuid = excluded.created_uuid, created_at = excluded.created_at
  WHERE idempotency_keys.created_at < now() - interval '24 hours'
  RETURNING key
),
conversation AS (
  -- The clock of the database orders a conversation: the statement that holds the lock on this row gets a later time than all messages
  -- before it. If several first messages are concurrent, one inserts the row and the others wait for it.
  INSERT INTO message_groups (first_user_uuid, second_user_uuid, latest_message_at)
  SELECT
    LEAST(CAST(:'user_uuid' AS uuid), CAST(:'receiver_uuid' AS uuid)),
    GREATEST(CAST(:'user_uuid' AS uuid), CAST(:'receiver_uuid' AS uuid)),
    clock_timestamp()
  WHERE (CAST(:'key' AS text) = '' OR EXISTS (SELECT FROM claimed))
    AND NOT EXISTS (SELECT FROM messages WHERE messages.uuid = CAST(:'uuid' AS uuid))
  ON CONFLICT (first_user_uuid, second_user_uuid) DO UPDATE
  SET latest_message_at = GREATEST(
    clock_timestamp(), message_groups.latest_message_at + interval '1 microsecond'
  )
  RETURNING uuid, latest_message_at, ttl
),
members_updated AS (
  INSERT INTO message_group_members (message_group_uuid, user_uuid, unread_count, unread_since, latest_message_at)
  SELECT
    conversation.uuid,
    members.user_uuid,
    members.unread,
    conversation.latest_message_at,
    conversation.latest_message_at
  FROM conversation
  CROSS JOIN (VALUES (CAST(:'user_uuid' AS uuid), 0), (CAST(:'receiver_uuid' AS uuid), 1)) AS members (user_uuid, unread)
  ON CONFLICT (message_group_uuid, user_uuid) DO UPDATE
  SET unread_count = message_group_members.unread_count + EXCLUDED.unread_count,
      unread_since = CASE
        WHEN message_group_members.unread_count = 0 THEN EXCLUDED.unread_since
        ELSE message_group_members.unread_since
      END,
      latest_message_at = EXCLUDED.latest_message_at
),
message AS (
  INSERT INTO messages (uuid, message_group_uuid, user_uuid, message, created_at, expires_at)
  SELECT
    CAST(:'uuid' AS uuid),
    conversation.uuid,
    CAST(:'user_uuid' AS uuid),
    CAST(:'message' AS text),
    conversation.latest_message_at,
    conversation.latest_message_at + time_to_live(conversation.ttl)
  FROM conversation
  RETURNING *
)
SELECT CAST(row_to_json(object_row) AS text)
FROM (
  SELECT
    message.uuid,
    message.message_group_uuid,
    users.display_name,
    users.handle,
    message.message,
    message.new_ttl,
    message.expires_at,
    message.created_at
  FROM message
  INNER JOIN users ON users.uuid = message.user_uuid
) AS object_row;
