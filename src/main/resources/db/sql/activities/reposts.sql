-- object: how many reposts an unexpired crud has, and whether one is the reader's.
SELECT
  activities.reposts_count,
  EXISTS (
    SELECT 1 FROM reposts
    WHERE reposts.user_uuid = CAST(:'reader' AS uuid) AND reposts.activity_uuid = activities.uuid
  ) AS reposted
FROM activities
WHERE activities.uuid = CAST(:'uuid' AS uuid)
  AND activities.expires_at > now();
