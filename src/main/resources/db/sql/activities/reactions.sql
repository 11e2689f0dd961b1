-- list: the likes and reposts of the cruds of a page. "position" is the crud's place among the keys, from 1.
-- In psql:
--   psql "$CONNECTION_URL" -v uuids='{…,…}' -v limit=1000 -f src/main/resources/db/sql/activities/reactions.sql
SELECT
  reactions.user_uuid,
  reactions.position,
  reactions.is_like
FROM (
  SELECT
    likes.user_uuid,
    cruds.position,
    true AS is_like
  FROM unnest(CAST(:'uuids' AS uuid[])) WITH ORDINALITY AS cruds (uuid, position)
  INNER JOIN likes ON likes.activity_uuid = cruds.uuid
  UNION ALL
  SELECT
    reposts.user_uuid,
    cruds.position,
    false AS is_like
  FROM unnest(CAST(:'uuids' AS uuid[])) WITH ORDINALITY AS cruds (uuid, position)
  INNER JOIN reposts ON reposts.activity_uuid = cruds.uuid
) AS reactions
LIMIT :limit;
