-- object: the Open Graph title and description of an unexpired crud.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -f src/main/resources/db/sql/previews/crud.sql
SELECT
  'Crud by ' || users.display_name AS title,
  activities.message AS description
FROM activities
INNER JOIN users ON users.uuid = activities.user_uuid
WHERE activities.uuid = CAST(:'uuid' AS uuid)
  AND activities.expires_at > now();
