-- page: one person's conversations, the one with the latest message first, each with the other person's names.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v limit=20 -v before=infinity \
--     -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff -f src/main/resources/db/sql/message_groups/user.sql
SELECT
  mine.message_group_uuid AS uuid,
  users.display_name,
  users.handle,
  latest.message,
  mine.latest_message_at AS created_at,
  mine.unread_count
FROM message_group_members AS mine
INNER JOIN message_group_members AS theirs
  ON theirs.message_group_uuid = mine.message_group_uuid AND theirs.user_uuid <> mine.user_uuid
INNER JOIN users ON users.uuid = theirs.user_uuid
CROSS JOIN LATERAL (
  SELECT messages.message
  FROM messages
  WHERE messages.message_group_uuid = mine.message_group_uuid
  ORDER BY messages.created_at DESC, messages.uuid DESC
  LIMIT 1
) AS latest
WHERE mine.user_uuid = CAST(:'user_uuid' AS uuid)
  AND (mine.latest_message_at, mine.message_group_uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
ORDER BY mine.latest_message_at DESC, mine.message_group_uuid DESC
LIMIT :limit;
