-- object: the number of likes of an unexpired crud, and whether the reader likes it.
SELECT
  activities.likes_count,
  EXISTS (
    SELECT 1 FROM likes
    WHERE likes.user_uuid = CAST(:'reader' AS uuid) AND likes.activity_uuid = activities.uuid
  ) AS liked
FROM activities
WHERE activities.uuid = CAST(:'uuid' AS uuid)
  AND activities.expires_at > now()
  AND activities.user_uuid IS NOT NULL;
