-- page: all users' unexpired cruds, newest first, each with its three newest replies.
-- In psql:
--   psql "$CONNECTION_URL" -v limit=20 -v before=infinity -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff \
--     -v reader=00000000-0000-0000-0000-000000000000 \
--     -f src/main/resources/db/sql/activities/home.sql
SELECT
  feed_activities.*
  -- for a signed-in reader:
  -- Not EXISTS: PostgreSQL would hash all likes of the reader.
  , (
    SELECT true FROM likes
    WHERE likes.user_uuid = CAST(:'reader' AS uuid) AND likes.activity_uuid = feed_activities.uuid
  ) IS NOT NULL AS liked
  , (
    SELECT true FROM reposts
    WHERE reposts.user_uuid = CAST(:'reader' AS uuid) AND reposts.activity_uuid = feed_activities.uuid
  ) IS NOT NULL AS reposted
  -- end
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
