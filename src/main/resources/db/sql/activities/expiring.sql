-- list: one author's unexpired cruds with less than a day left, the first to expire first.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v limit=20 -f src/main/resources/db/sql/activities/expiring.sql
SELECT
  feed_activities.*
FROM (
  SELECT activities.uuid
  FROM activities
  WHERE activities.user_uuid = CAST(:'user_uuid' AS uuid)
    AND activities.reply_to_activity_uuid IS NULL
    AND activities.expires_at > now()
    AND activities.expires_at < now() + interval '24 hours'
  ORDER BY activities.expires_at, activities.uuid
  LIMIT :limit
) AS expiring
INNER JOIN feed_activities ON feed_activities.uuid = expiring.uuid
ORDER BY feed_activities.expires_at, feed_activities.uuid;
