-- page: one user's unexpired replies, newest first.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v limit=20 -v before=infinity \
--     -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff -f src/main/resources/db/sql/export/replies.sql
SELECT
  activities.uuid,
  activities.message,
  activities.replies_count,
  activities.reposts_count,
  activities.likes_count,
  activities.reply_to_activity_uuid,
  activities.expires_at,
  activities.created_at
FROM activities
WHERE activities.user_uuid = CAST(:'user_uuid' AS uuid)
  AND activities.reply_to_activity_uuid IS NOT NULL
  AND activities.expires_at > now()
  AND (activities.created_at, activities.uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
ORDER BY activities.created_at DESC, activities.uuid DESC
LIMIT :limit;
