-- page: one crud's unexpired replies, newest first.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v limit=20 -v before=infinity -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff \
--     -v reader=00000000-0000-0000-0000-000000000000 \
--     -f src/main/resources/db/sql/activities/replies.sql
SELECT
  feed_activities.*
  -- for a signed-in reader:
  , (
    SELECT true FROM likes
    WHERE likes.user_uuid = CAST(:'reader' AS uuid) AND likes.activity_uuid = feed_activities.uuid
  ) IS NOT NULL AS liked
  , (
    SELECT true FROM reposts
    WHERE reposts.user_uuid = CAST(:'reader' AS uuid) AND reposts.activity_uuid = feed_activities.uuid
  ) IS NOT NULL AS reposted
  -- end
FROM feed_activities
WHERE feed_activities.reply_to_activity_uuid = CAST(:'uuid' AS uuid)
  AND feed_activities.expires_at > now()
  AND (feed_activities.created_at, feed_activities.uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
ORDER BY feed_activities.created_at DESC, feed_activities.uuid DESC
LIMIT :limit;
