-- page, flagged: one crud's unexpired replies, newest first.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v limit=20 -v before=infinity -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff \
--     -f src/main/resources/db/sql/activities/replies.sql
SELECT
  feed_activities.*
FROM feed_activities
WHERE feed_activities.reply_to_activity_uuid = CAST(:'uuid' AS uuid)
  AND feed_activities.expires_at > now()
  AND (feed_activities.created_at, feed_activities.uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
ORDER BY feed_activities.created_at DESC, feed_activities.uuid DESC
LIMIT :limit;
