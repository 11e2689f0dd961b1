-- page: one user's conversations, the one with the latest message first; the handle is null if the other account was deleted.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v limit=20 -v before=infinity \
--     -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff -f src/main/resources/db/sql/export/message_groups.sql
SELECT
  mine.message_group_uuid AS uuid,
  users.handle,
  message_groups.ttl,
  mine.latest_message_at AS created_at
FROM message_group_members AS mine
INNER JOIN message_groups ON message_groups.uuid = mine.message_group_uuid
LEFT JOIN message_group_members AS theirs
  ON theirs.message_group_uuid = mine.message_group_uuid AND theirs.user_uuid <> mine.user_uuid
LEFT JOIN users ON users.uuid = theirs.user_uuid
WHERE mine.user_uuid = CAST(:'user_uuid' AS uuid)
  AND (mine.latest_message_at, mine.message_group_uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
ORDER BY mine.latest_message_at DESC, mine.message_group_uuid DESC
LIMIT :limit;
