-- write: adds the user's repost to an unexpired crud and counts it; no row if the user has already reposted it, or there is no such crud.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v user_uuid=… -f src/main/resources/db/sql/activities/repost.sql
WITH added AS (
  INSERT INTO reposts (user_uuid, activity_uuid)
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
  SET reposts_count = activities.reposts_count + 1
  FROM added
  WHERE activities.uuid = added.activity_uuid
  RETURNING activities.reposts_count
)
SELECT CAST(row_to_json(object_row) AS text)
FROM (
  SELECT counted.reposts_count, true AS reposted
  FROM counted
) AS object_row;
