-- page, flagged: unexpired replies to a user and mentions of them, newest first.
-- In psql:
--   psql "$CONNECTION_URL" -v limit=20 -v before=infinity -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff \
--     -v reader=00000000-0000-0000-0000-000000000000 \
--     -f src/main/resources/db/sql/activities/notifications.sql
WITH entries AS (
  SELECT notifications.activity_uuid
  FROM notifications
  INNER JOIN activities ON activities.uuid = notifications.activity_uuid
  WHERE notifications.user_uuid = CAST(:'reader' AS uuid)
    AND activities.expires_at > now()
    AND (notifications.created_at, notifications.activity_uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
  ORDER BY notifications.created_at DESC, notifications.activity_uuid DESC
  LIMIT :limit
)
SELECT
  feed_activities.*
FROM entries
INNER JOIN feed_activities ON feed_activities.uuid = entries.activity_uuid
ORDER BY feed_activities.created_at DESC, feed_activities.uuid DESC;
