-- object: a user with their newest 20 unexpired cruds, for the Atom feed.
-- In psql:
--   psql "$CONNECTION_URL" -v handle=andrewbrown -f src/main/resources/db/sql/users/atom.sql
SELECT
  users.uuid,
  users.handle,
  users.display_name,
  users.created_at,
  (
    SELECT COALESCE(array_to_json(array_agg(row_to_json(newest))), CAST('[]' AS json))
    FROM (
      SELECT
        activities.uuid,
        activities.message,
        activities.created_at
      FROM activities
      WHERE activities.user_uuid = users.uuid
        AND activities.reply_to_activity_uuid IS NULL
        AND activities.expires_at > now()
      ORDER BY activities.created_at DESC, activities.uuid DESC
      LIMIT 20
    ) AS newest
  ) AS cruds
FROM users
WHERE users.handle = CAST(:'handle' AS text);
