-- list: the most frequent tags of the newest unexpired cruds.
-- In psql:
--   psql "$CONNECTION_URL" -v limit=10 -f src/main/resources/db/sql/activities/trends.sql
SELECT
  marks.mark AS tag,
  count(*) AS cruds_count
FROM (
  SELECT
    activities.message,
    activities.created_at
  FROM activities
  WHERE activities.reply_to_activity_uuid IS NULL
    AND activities.expires_at > now()
  ORDER BY activities.created_at DESC, activities.uuid DESC
  -- Bounds the cost, regardless of the number of cruds.
  LIMIT 500
) AS newest
CROSS JOIN LATERAL unnest(extract_tags_and_handles(newest.message)) AS marks (mark)
WHERE marks.mark LIKE '#%'
GROUP BY marks.mark
ORDER BY count(*) DESC, max(newest.created_at) DESC, marks.mark
LIMIT :limit;
