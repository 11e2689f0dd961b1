-- object: until when a user has read the notifications, and how many are newer, at most 100.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -f src/main/resources/db/sql/notifications/read.sql
SELECT
  users.notifications_read_at AS read_at,
  (
    SELECT count(*)
    FROM (
      (
        SELECT notifications.activity_uuid
        FROM notifications
        INNER JOIN activities ON activities.uuid = notifications.activity_uuid
        WHERE notifications.user_uuid = users.uuid
          AND notifications.created_at > users.notifications_read_at
          AND activities.expires_at > now()
        LIMIT 100
      )
      UNION ALL
      (
        SELECT activities.uuid
        FROM activities
        WHERE users.notify_expiring
          AND activities.user_uuid = users.uuid
          AND activities.reply_to_activity_uuid IS NULL
          AND activities.expires_at > now()
          AND activities.expires_at > users.notifications_read_at + interval '24 hours'
          AND activities.expires_at <= now() + interval '24 hours'
          AND COALESCE(activities.changed_ttl, activities.expires_at - activities.created_at) > interval '24 hours'
        LIMIT 100
      )
      LIMIT 100
    ) AS unread
  ) AS unread_count
FROM users
WHERE users.uuid = CAST(:'user_uuid' AS uuid);
