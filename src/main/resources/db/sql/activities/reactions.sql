-- list: the likes and reposts of the cruds of a page. "position" is the crud's place among the keys, from 1.
-- In psql:
--   psql "$CONNECTION_URL" -v uuids='{…,…}' -v limit=5001 -f src/main/resources/db/sql/activities/reactions.sql
-- LIMIT in the inner queries makes PostgreSQL read the index once per crud; for a join it may scan the whole table.
SELECT
  reactions.user_uuid,
  reactions.position,
  reactions.is_like
FROM (
  SELECT
    of_crud.user_uuid,
    cruds.position,
    true AS is_like
  FROM unnest(CAST(:'uuids' AS uuid[])) WITH ORDINALITY AS cruds (uuid, position)
  CROSS JOIN LATERAL (
    SELECT likes.user_uuid FROM likes WHERE likes.activity_uuid = cruds.uuid LIMIT :limit
  ) AS of_crud
  UNION ALL
  SELECT
    of_crud.user_uuid,
    cruds.position,
    false AS is_like
  FROM unnest(CAST(:'uuids' AS uuid[])) WITH ORDINALITY AS cruds (uuid, position)
  CROSS JOIN LATERAL (
    SELECT reposts.user_uuid FROM reposts WHERE reposts.activity_uuid = cruds.uuid LIMIT :limit
  ) AS of_crud
) AS reactions
LIMIT :limit;
