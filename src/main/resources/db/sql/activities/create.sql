-- write: inserts a crud, and its Idempotency-Key unless that is ''; no row if the key is in use, or if the crud exists because the JPA
-- provider repeated the statement on a new connection.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v user_uuid=… -v message=Hello -v ttl=PT1H -v key= -v request= \
--     -f src/main/resources/db/sql/activities/create.sql
WITH claimed AS (
  INSERT INTO idempotency_keys (user_uuid, key, request, created_uuid)
  SELECT
    CAST(:'user_uuid' AS uuid),
    CAST(:'key' AS text),
    CAST(:'request' AS text),
    CAST(:'uuid' AS uuid)
  WHERE CAST(:'key' AS text) <> ''
  -- A concurrent request with the same key waits here for the first one.
  ON CONFLICT (user_uuid, key) DO UPDATE
  SET request = excluded.request, created_uuid = excluded.created_uuid, created_at = excluded.created_at
  WHERE idempotency_keys.created_at < now() - interval '24 hours'
  RETURNING key
),
crud AS (
  -- PostgreSQL sets both timestamps, because it also decides when the crud expires; the clocks of the nodes do not matter.
  INSERT INTO activities (uuid, user_uuid, message, created_at, expires_at)
  SELECT
    CAST(:'uuid' AS uuid),
    CAST(:'user_uuid' AS uuid),
    CAST(:'message' AS text),
    now(),
    now() + CAST(:'ttl' AS interval)
  WHERE CAST(:'key' AS text) = '' OR EXISTS (SELECT FROM claimed)
  ON CONFLICT (uuid) DO NOTHING
  RETURNING *
)
SELECT CAST(row_to_json(object_row) AS text)
FROM (
  SELECT
    crud.uuid,
    users.display_name,
    users.handle,
    crud.message,
    crud.replies_count,
    crud.reposts_count,
    crud.likes_count,
    crud.reply_to_activity_uuid,
    crud.expires_at,
    crud.created_at,
    CAST('[]' AS json) AS replies
  FROM crud
  INNER JOIN users ON users.uuid = crud.user_uuid
) AS object_row;
