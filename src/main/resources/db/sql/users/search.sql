-- list: users whose name and handle contain the words of a term, of which the last may be incomplete.
-- In psql:
--   psql "$CONNECTION_URL" -v term='lena hof' -v limit=10 -f src/main/resources/db/sql/users/search.sql
SELECT
  found.uuid,
  found.handle,
  found.display_name
FROM (
  SELECT
    users.uuid,
    users.handle,
    users.display_name
  FROM users
  WHERE to_tsvector('cruddur', users.display_name || ' ' || users.handle) @@ prefix_search_query(replace(CAST(:'term' AS text), '@', ' '), false)
  -- Bounds the cost, regardless of the number of users.
  LIMIT 500
) AS found
ORDER BY found.handle
LIMIT :limit;
