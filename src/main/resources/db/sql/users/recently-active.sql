-- list: users, the author of the newest crud first; users without one of the newest cruds follow, by handle.
-- In psql:
--   psql "$CONNECTION_URL" -v limit=10 -f src/main/resources/db/sql/users/recently-active.sql
WITH active AS (
  SELECT
    newest.user_uuid,
    max(newest.created_at) AS last_active_at
  FROM (
    SELECT
      activities.user_uuid,
      activities.created_at
    FROM activities
    WHERE activities.reply_to_activity_uuid IS NULL
      AND activities.expires_at > now()
      AND activities.user_uuid IS NOT NULL
    ORDER BY activities.created_at DESC, activities.uuid DESC
    -- Bounds the cost, regardless of the number of cruds.
    LIMIT 500
  ) AS newest
  GROUP BY newest.user_uuid
)
SELECT
  people.uuid,
  people.handle,
  people.display_name
FROM (
  (
    SELECT
      users.uuid,
      users.handle,
      users.display_name,
      latest.last_active_at
    FROM (SELECT * FROM active ORDER BY last_active_at DESC LIMIT 100) AS latest
    -- LIMIT prevents a join, for which PostgreSQL would read all users.
    CROSS JOIN LATERAL (SELECT * FROM users WHERE users.uuid = latest.user_uuid LIMIT 1) AS users
  )
  UNION ALL
  (
    SELECT
      users.uuid,
      users.handle,
      users.display_name,
      NULL
    FROM users
    WHERE users.uuid NOT IN (SELECT user_uuid FROM active)
    ORDER BY users.handle
    LIMIT 100
  )
) AS people
ORDER BY people.last_active_at DESC NULLS LAST, people.handle
LIMIT :limit;
