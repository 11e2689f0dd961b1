-- object: a user's names, for a new message.
-- In psql:
--   psql "$CONNECTION_URL" -v handle=andrewbrown -f src/main/resources/db/sql/users/short.sql
SELECT
  users.uuid,
  users.handle,
  users.display_name
FROM users
WHERE users.handle = CAST(:'handle' AS text);
