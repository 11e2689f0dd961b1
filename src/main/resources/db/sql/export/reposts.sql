-- page: the unexpired activities that one user reposted, the latest repost first.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v limit=20 -v before=infinity \
--     -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff -f src/main/resources/db/sql/export/reposts.sql
SELECT
  reposts.activity_uuid AS uuid,
  users.handle,
  reposts.created_at
FROM reposts
INNER JOIN activities ON activities.uuid = reposts.activity_uuid
INNER JOIN users ON users.uuid = activities.user_uuid
WHERE reposts.user_uuid = CAST(:'user_uuid' AS uuid)
  AND activities.expires_at > now()
  AND (reposts.created_at, reposts.activity_uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
ORDER BY reposts.created_at DESC, reposts.activity_uuid DESC
LIMIT :limit;
