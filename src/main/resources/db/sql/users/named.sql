-- list: the users with these handles, at most a hundred.
-- In psql:
--   psql "$CONNECTION_URL" -v handles=andrewbrown,bayko -f src/main/resources/db/sql/users/named.sql
SELECT
  users.uuid,
  users.handle,
  users.display_name
FROM users
WHERE users.handle = ANY (string_to_array(CAST(:'handles' AS text), ','))
ORDER BY users.handle
LIMIT 100;
