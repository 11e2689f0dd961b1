-- write: removes the user's like from an unexpired crud and no longer counts it; no row if the user has not liked it, or there is no such crud.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v user_uuid=… -f src/main/resources/db/sql/activities/unlike.sql
WITH removed AS (
  DELETE FROM likes
  USING activities
  WHERE likes.user_uuid = CAST(:'user_uuid' AS uuid)
    AND likes.activity_uuid = CAST(:'uuid' AS uuid)
    AND activities.uuid = likes.activity_uuid
    AND activities.expires_at > now()
  RETURNING likes.activity_uuid
),
counted AS (
  UPDATE activities
  SET likes_count = activities.likes_count - 1
  FROM removed
  WHERE activities.uuid = removed.activity_uuid
  RETURNING activities.likes_count
)
SELECT CAST(row_to_json(object_row) AS text)
FROM (
  SELECT counted.likes_count, false AS liked
  FROM counted
) AS object_row;
