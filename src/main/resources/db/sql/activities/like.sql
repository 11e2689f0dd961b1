-- write: adds the user's like to an unexpired crud and counts it; no row if the user has already liked it, or there is no such crud.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v user_uuid=… -f src/main/resources/db/sql/activities/like.sql
WITH added AS (
  INSERT INTO likes (user_uuid, activity_uuid)
  SELECT CAST(:'user_uuid' AS uuid), activities.uuid
  FROM activities
  WHERE activities.uuid = CAST(:'uuid' AS uuid)
    AND activities.expires_at > now()
    AND activities.user_uuid IS NOT NULL
  -- Waits for a concurrent deletion and then finds no row; without it, the insert would violate the foreign key.
  FOR KEY SHARE
  ON CONFLICT DO NOTHING
  RETURNING activity_uuid
),
counted AS (
  UPDATE activities
  SET likes_count = activities.likes_count + 1
  FROM added
  WHERE activities.uuid = added.activity_uuid
  RETURNING activities.likes_count
)
SELECT CAST(row_to_json(object_row) AS text)
FROM (
  SELECT counted.likes_count, true AS liked
  FROM counted
) AS object_row;
