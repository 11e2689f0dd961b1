-- object: one unexpired message, with the same members as in group.sql.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -f src/main/resources/db/sql/messages/object.sql
SELECT
  messages.uuid,
  messages.message_group_uuid,
  users.display_name,
  users.handle,
  messages.message,
  messages.new_ttl,
  NULLIF(messages.expires_at, 'infinity') AS expires_at,
  messages.created_at
FROM messages
INNER JOIN users ON users.uuid = messages.user_uuid
WHERE messages.uuid = CAST(:'uuid' AS uuid)
  AND messages.expires_at > now();
