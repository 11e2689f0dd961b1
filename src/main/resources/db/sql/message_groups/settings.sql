-- object: the time to live of the conversation of two users, as the first one reads it.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v other_uuid=… -f src/main/resources/db/sql/message_groups/settings.sql
SELECT
  message_groups.uuid,
  users.handle,
  message_groups.ttl
FROM message_groups
INNER JOIN users ON users.uuid = CAST(:'other_uuid' AS uuid)
WHERE message_groups.first_user_uuid = LEAST(CAST(:'user_uuid' AS uuid), CAST(:'other_uuid' AS uuid))
  AND message_groups.second_user_uuid = GREATEST(CAST(:'user_uuid' AS uuid), CAST(:'other_uuid' AS uuid));
