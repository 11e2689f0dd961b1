-- page, flagged: one author's unexpired cruds and what they reposted, newest first; a repost is ordered by the time of the repost.
-- In psql:
--   psql "$CONNECTION_URL" -v handle=andrewbrown -v limit=20 -v before=infinity -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff \
--     -f src/main/resources/db/sql/activities/user.sql
WITH entries AS (
  (
    SELECT
      activities.uuid,
      activities.created_at AS at,
      CAST(NULL AS text) AS reposted_by,
      CAST(NULL AS timestamptz) AS reposted_at
    FROM activities
    WHERE activities.user_uuid = (SELECT uuid FROM users WHERE handle = CAST(:'handle' AS text))
      AND activities.reply_to_activity_uuid IS NULL
      AND activities.expires_at > now()
      AND (activities.created_at, activities.uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
    ORDER BY activities.created_at DESC, activities.uuid DESC
    LIMIT :limit
  )
  UNION ALL
  (
    SELECT
      reposts.activity_uuid,
      reposts.created_at,
      CAST(:'handle' AS text),
      reposts.created_at
    FROM reposts
    INNER JOIN activities ON activities.uuid = reposts.activity_uuid
    WHERE reposts.user_uuid = (SELECT uuid FROM users WHERE handle = CAST(:'handle' AS text))
      AND activities.expires_at > now()
      AND (reposts.created_at, reposts.activity_uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
    ORDER BY reposts.created_at DESC, reposts.activity_uuid DESC
    LIMIT :limit
  )
  ORDER BY 2 DESC, 1 DESC
  LIMIT :limit
)
SELECT
  feed_activities.*,
  entries.reposted_by,
  entries.reposted_at
FROM entries
INNER JOIN feed_activities ON feed_activities.uuid = entries.uuid
ORDER BY entries.at DESC, entries.uuid DESC;
