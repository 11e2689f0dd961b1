-- object: the Open Graph title and description of a user's profile, and the path of the user's Atom feed.
-- In psql:
--   psql "$CONNECTION_URL" -v handle=andrewbrown -f src/main/resources/db/sql/previews/profile.sql
SELECT
  users.display_name || ' (@' || users.handle || ')' AS title,
  COALESCE(users.bio, '') AS description,
  'api/users/@' || users.handle || '/feed.atom' AS feed
FROM users
WHERE users.handle = CAST(:'handle' AS text);
