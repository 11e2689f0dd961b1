-- object: the caller's profile, with the number of their unexpired cruds and the settings that only they see.
-- In psql:
--   psql "$CONNECTION_URL" -v handle=andrewbrown -f src/main/resources/db/sql/users/me.sql
SELECT
  users.uuid,
  users.handle,
  users.display_name,
  users.bio,
  users.created_at,
  (
    SELECT count(*)
    FROM activities
    WHERE activities.user_uuid = users.uuid
      AND activities.reply_to_activity_uuid IS NULL
      AND activities.expires_at > now()
  ) AS cruds_count,
  users.default_ttl,
  users.notify_expiring
FROM users
WHERE users.handle = CAST(:'handle' AS text);
