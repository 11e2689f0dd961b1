-- page: the unexpired activities that one user likes, in the order of the primary key, because no index has the order of time.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v limit=20 -v before=infinity \
--     -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff -f src/main/resources/db/sql/export/likes.sql
SELECT
  likes.activity_uuid AS uuid,
  users.handle,
  likes.created_at
FROM likes
INNER JOIN activities ON activities.uuid = likes.activity_uuid
INNER JOIN users ON users.uuid = activities.user_uuid
WHERE likes.user_uuid = CAST(:'user_uuid' AS uuid)
  AND activities.expires_at > now()
  AND likes.activity_uuid < CAST(:'before_uuid' AS uuid)
ORDER BY likes.activity_uuid DESC
LIMIT :limit;
