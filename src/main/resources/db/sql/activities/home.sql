-- page, flagged: all users' unexpired cruds, newest first, each with its three newest replies.
-- In psql:
--   psql "$CONNECTION_URL" -v limit=20 -v before=infinity -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff \
--     -f src/main/resources/db/sql/activities/home.sql
SELECT
  feed_activities.*
FROM (
  SELECT *
  FROM feed_activities
  WHERE feed_activities.reply_to_activity_uuid IS NULL
    AND feed_activities.expires_at > now()
    AND (feed_activities.created_at, feed_activities.uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
  ORDER BY feed_activities.created_at DESC, feed_activities.uuid DESC
  -- The largest page, as a constant: for a parameter PostgreSQL estimates a tenth of all cruds, and plans each execution again.
  LIMIT 101
) AS feed_activities
ORDER BY feed_activities.created_at DESC, feed_activities.uuid DESC
LIMIT :limit;
