-- page: one person's conversations, the one with the latest message first, each with the other person's names. The text is
-- null if all messages have expired; at most 1000 unread messages are counted.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v limit=20 -v before=infinity \
--     -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff -f src/main/resources/db/sql/message_groups/user.sql
SELECT
  mine.message_group_uuid AS uuid,
  users.display_name,
  users.handle,
  latest.message,
  NULLIF(latest.expires_at, 'infinity') AS expires_at,
  mine.latest_message_at AS created_at,
  (
    SELECT count(*)
    FROM (
      SELECT
      FROM messages
      WHERE messages.message_group_uuid = mine.message_group_uuid
        AND messages.user_uuid <> mine.user_uuid
        AND messages.created_at >= COALESCE(mine.unread_since, '-infinity')
        AND messages.expires_at > now()
        AND messages.new_ttl IS NULL
      LIMIT LEAST(mine.unread_count, 1000)
    ) AS unread
  ) AS unread_count
FROM message_group_members AS mine
INNER JOIN message_group_members AS theirs
  ON theirs.message_group_uuid = mine.message_group_uuid AND theirs.user_uuid <> mine.user_uuid
INNER JOIN users ON users.uuid = theirs.user_uuid
LEFT JOIN LATERAL (
  SELECT messages.message, messages.expires_at
  FROM messages
  WHERE messages.message_group_uuid = mine.message_group_uuid
    AND messages.expires_at > now()
  ORDER BY messages.created_at DESC, messages.uuid DESC
  LIMIT 1
) AS latest ON true
WHERE mine.user_uuid = CAST(:'user_uuid' AS uuid)
  AND (mine.latest_message_at, mine.message_group_uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
ORDER BY mine.latest_message_at DESC, mine.message_group_uuid DESC
LIMIT :limit;
