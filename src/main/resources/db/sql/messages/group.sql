-- page: one conversation's unexpired messages, newest first; empty if the reader is not a member.
-- In psql:
--   psql "$CONNECTION_URL" -v message_group_uuid=… -v reader_uuid=… -v limit=20 -v before=infinity \
--     -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff -f src/main/resources/db/sql/messages/group.sql
SELECT
  messages.uuid,
  messages.message_group_uuid,
  users.display_name,
  users.handle,
  messages.message,
  messages.new_ttl,
  NULLIF(messages.expires_at, 'infinity') AS expires_at,
  messages.created_at
FROM message_group_members AS reader
INNER JOIN messages ON messages.message_group_uuid = reader.message_group_uuid
INNER JOIN users ON users.uuid = messages.user_uuid
WHERE reader.message_group_uuid = CAST(:'message_group_uuid' AS uuid)
  AND reader.user_uuid = CAST(:'reader_uuid' AS uuid)
  -- Not now(): the transaction may have waited for a lock before this statement.
  AND messages.expires_at > statement_timestamp()
  AND (messages.created_at, messages.uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
ORDER BY messages.created_at DESC, messages.uuid DESC
LIMIT :limit;
