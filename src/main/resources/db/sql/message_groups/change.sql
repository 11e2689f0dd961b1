-- write: changes the time to live of a conversation, and adds a message that reports the change unless the duration is the same; no row if
-- the user is not one of its two members, or the other account was deleted.
-- In psql:
--   psql "$CONNECTION_URL" -v message_group_uuid=… -v user_uuid=… -v ttl=7-days \
--     -f src/main/resources/db/sql/message_groups/change.sql
WITH conversation AS (
  SELECT message_groups.uuid, message_groups.ttl, users.handle
  FROM message_groups
  INNER JOIN users ON users.uuid = CASE message_groups.first_user_uuid
    WHEN CAST(:'user_uuid' AS uuid) THEN message_groups.second_user_uuid
    ELSE message_groups.first_user_uuid
  END
  WHERE message_groups.uuid = CAST(:'message_group_uuid' AS uuid)
    AND CAST(:'user_uuid' AS uuid) IN (message_groups.first_user_uuid, message_groups.second_user_uuid)
  FOR NO KEY UPDATE OF message_groups
),
changed AS (
  UPDATE message_groups
  SET ttl = CAST(:'ttl' AS text),
      latest_message_at = GREATEST(
        clock_timestamp(), message_groups.latest_message_at + interval '1 microsecond'
      )
  FROM conversation
  WHERE message_groups.uuid = conversation.uuid
    AND time_to_live(message_groups.ttl) <> time_to_live(CAST(:'ttl' AS text))
  RETURNING
    message_groups.uuid,
    message_groups.ttl,
    CAST(extract(epoch FROM time_to_live(message_groups.ttl)) AS integer) AS seconds,
    message_groups.latest_message_at
),
members_updated AS (
  UPDATE message_group_members
  SET latest_message_at = changed.latest_message_at
  FROM changed
  WHERE message_group_members.message_group_uuid = changed.uuid
),
message AS (
  INSERT INTO messages (message_group_uuid, user_uuid, message, new_ttl, created_at, expires_at)
  SELECT
    changed.uuid,
    CAST(:'user_uuid' AS uuid),
    'New messages expire after ' || duration.amount || ' ' || duration.unit
      || CASE duration.amount WHEN 1 THEN '' ELSE 's' END || '.',
    changed.ttl,
    changed.latest_message_at,
    changed.latest_message_at + time_to_live(changed.ttl)
  FROM changed
  CROSS JOIN LATERAL (
    -- In the largest unit without a remainder.
    SELECT changed.seconds / units.seconds AS amount, units.unit
    FROM (VALUES (86400, 'day'), (3600, 'hour'), (60, 'minute'), (1, 'second')) AS units (seconds, unit)
    WHERE changed.seconds % units.seconds = 0
    ORDER BY units.seconds DESC
    LIMIT 1
  ) AS duration
)
SELECT CAST(row_to_json(object_row) AS text)
FROM (
  SELECT conversation.uuid, conversation.handle, COALESCE(changed.ttl, conversation.ttl) AS ttl
  FROM conversation
  LEFT JOIN changed ON changed.uuid = conversation.uuid
) AS object_row;
