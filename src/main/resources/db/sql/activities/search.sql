-- page, flagged: unexpired cruds that match a term: first (rank 2) those that contain its words consecutively, then (rank 1) those that
-- contain them in any order; newest first within a rank.
-- In psql:
--   psql "$CONNECTION_URL" -v term='#hello' -v rank=2 -v limit=20 -v before=infinity \
--     -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff \
--     -f src/main/resources/db/sql/activities/search.sql
WITH entries AS (
  (
    SELECT
      activities.uuid,
      activities.created_at,
      2 AS rank
    FROM activities
    WHERE activities.reply_to_activity_uuid IS NULL
      AND activities.expires_at > now()
      AND activities.search @@ prefix_search_query(CAST(:'term' AS text), true)
      AND CAST(:rank AS integer) = 2
      AND (activities.created_at, activities.uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
    ORDER BY activities.created_at DESC, activities.uuid DESC
    LIMIT :limit
  )
  UNION ALL
  (
    SELECT
      activities.uuid,
      activities.created_at,
      1 AS rank
    FROM activities
    WHERE activities.reply_to_activity_uuid IS NULL
      AND activities.expires_at > now()
      AND activities.search @@ prefix_search_query(CAST(:'term' AS text), false)
      AND NOT activities.search @@ prefix_search_query(CAST(:'term' AS text), true)
      -- One word is always in order: there is no second rank to look for.
      AND prefix_search_query(CAST(:'term' AS text), false) <> prefix_search_query(CAST(:'term' AS text), true)
      -- While the first rank lasts, the second begins at its own beginning.
      AND (activities.created_at, activities.uuid) < (
        CASE WHEN CAST(:rank AS integer) = 2 THEN CAST('infinity' AS timestamptz) ELSE CAST(:'before' AS timestamptz) END,
        CAST(:'before_uuid' AS uuid)
      )
    ORDER BY activities.created_at DESC, activities.uuid DESC
    LIMIT :limit
  )
  ORDER BY 3 DESC, 2 DESC, 1 DESC
  LIMIT :limit
)
SELECT
  feed_activities.*,
  entries.rank
FROM entries
INNER JOIN feed_activities ON feed_activities.uuid = entries.uuid
ORDER BY entries.rank DESC, entries.created_at DESC, entries.uuid DESC;
