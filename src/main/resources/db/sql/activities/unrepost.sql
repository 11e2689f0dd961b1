-- write: removes the user's repost from an unexpired crud and no longer counts it; no row if the user has not reposted it, or there is no such crud.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… -v user_uuid=… -f src/main/resources/db/sql/activities/unrepost.sql
WITH removed AS (
  DELETE FROM reposts
  USING activities
  WHERE reposts.user_uuid = CAST(:'user_uuid' AS uuid)
    AND reposts.activity_uuid = CAST(:'uuid' AS uuid)
    AND activities.uuid = reposts.activity_uuid
    AND activities.expires_at > now()
  RETURNING reposts.activity_uuid
),
counted AS (
  UPDATE activities
  SET reposts_count = activities.reposts_count - 1
  FROM removed
  WHERE activities.uuid = removed.activity_uuid
  RETURNING activities.reposts_count
)
SELECT CAST(row_to_json(object_row) AS text)
FROM (
  SELECT counted.reposts_count, false AS reposted
  FROM counted
) AS object_row;
