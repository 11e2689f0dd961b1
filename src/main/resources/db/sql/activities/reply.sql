-- write: inserts a reply to an unexpired crud or reply, counts it, and inserts its Idempotency-Key unless that is ''; no row if there is
-- nothing to answer, if the key is in use, or if the reply exists because the JPA provider repeated the statement on a new connection.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v user_uuid=… -v message=Hello -v reply_to=… -v key= -v request= \
--     -f src/main/resources/db/sql/activities/reply.sql
WITH answered AS (
  -- Locked first: it cannot be deleted before this commit, and a deletion locks the answered crud before the reply too.
  SELECT activities.uuid, activities.expires_at
  FROM activities
  WHERE activities.uuid = CAST(:'reply_to' AS uuid)
    AND activities.expires_at > now()
    AND activities.user_uuid IS NOT NULL
  FOR NO KEY UPDATE
),
claimed AS (
  INSERT INTO idempotency_keys (user_uuid, key, request, created_uuid)
  SELECT
    CAST(:'user_uuid' AS uuid),
    CAST(:'key' AS text),
    CAST(:'request' AS text),
    CAST(:'uuid' AS uuid)
  FROM answered
  WHERE CAST(:'key' AS text) <> ''
  -- A concurrent request with the same key waits here for the first one.
  ON CONFLICT (user_uuid, key) DO UPDATE
  SET request = excluded.request, created_uuid = excluded.created_uuid, created_at = excluded.created_at
  WHERE idempotency_keys.created_at < now() - interval '24 hours'
  RETURNING key
),
reply AS (
  -- It expires with what it answers.
  INSERT INTO activities (uuid, user_uuid, message, reply_to_activity_uuid, created_at, expires_at)
  SELECT
    CAST(:'uuid' AS uuid),
    CAST(:'user_uuid' AS uuid),
    CAST(:'message' AS text),
    answered.uuid,
    now(),
    answered.expires_at
  FROM answered
  WHERE CAST(:'key' AS text) = '' OR EXISTS (SELECT FROM claimed)
  ON CONFLICT (uuid) DO NOTHING
  RETURNING *
),
counted AS (
  UPDATE activities
  SET replies_count = activities.replies_count + 1
  FROM reply
  WHERE activities.uuid = reply.reply_to_activity_uuid
)
SELECT CAST(row_to_json(object_row) AS text)
FROM (
  SELECT
    reply.uuid,
    users.display_name,
    users.handle,
    reply.message,
    reply.replies_count,
    reply.reposts_count,
    reply.likes_count,
    reply.reply_to_activity_uuid,
    reply.expires_at,
    reply.created_at,
    CAST('[]' AS json) AS replies
  FROM reply
  INNER JOIN users ON users.uuid = reply.user_uuid
) AS object_row;
