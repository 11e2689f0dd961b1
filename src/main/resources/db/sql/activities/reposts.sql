-- object: the number of reposts of an unexpired crud, and whether the reader reposted it.
SELECT
  activities.reposts_count,
  EXISTS (
    SELECT 1 FROM reposts
    WHERE reposts.user_uuid = CAST(:'reader' AS uuid) AND reposts.activity_uuid = activities.uuid
  ) AS reposted
FROM activities
WHERE activities.uuid = CAST(:'uuid' AS uuid)
  AND activities.expires_at > now()
  AND activities.user_uuid IS NOT NULL;
