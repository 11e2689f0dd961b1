-- page, flagged: a user's notifications about unexpired activities, newest first: replies, mentions, likes and reposts of own activities, each
-- crud and kind once, and, if the user wants it, own cruds that expire within a day, except those that live for a day or less.
-- In psql:
--   psql "$CONNECTION_URL" -v limit=20 -v before=infinity -v before_uuid=ffffffff-ffff-ffff-ffff-ffffffffffff \
--     -v reader=00000000-0000-0000-0000-000000000000 \
--     -f src/main/resources/db/sql/activities/notifications.sql
WITH readers AS (
  SELECT users.uuid, users.notifications_read_at, users.notify_expiring
  FROM users
  WHERE users.uuid = CAST(:'reader' AS uuid)
),
entries AS (
  (
    SELECT notifications.activity_uuid, notifications.kind, notifications.created_at AS notified_at
    FROM notifications
    INNER JOIN activities ON activities.uuid = notifications.activity_uuid
    WHERE notifications.user_uuid = CAST(:'reader' AS uuid)
      AND activities.expires_at > now()
      AND (notifications.created_at, notifications.activity_uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
    ORDER BY notifications.created_at DESC, notifications.activity_uuid DESC
    LIMIT :limit
  )
  UNION ALL
  (
    SELECT activities.uuid, 'expiring', activities.expires_at - interval '24 hours'
    FROM readers
    INNER JOIN activities ON activities.user_uuid = readers.uuid
    WHERE readers.notify_expiring
      AND activities.reply_to_activity_uuid IS NULL
      AND activities.expires_at > now()
      AND activities.expires_at <= now() + interval '24 hours'
      AND COALESCE(activities.changed_ttl, activities.expires_at - activities.created_at) > interval '24 hours'
      AND (activities.expires_at - interval '24 hours', activities.uuid) < (CAST(:'before' AS timestamptz), CAST(:'before_uuid' AS uuid))
    ORDER BY activities.expires_at DESC, activities.uuid DESC
    LIMIT :limit
  )
  ORDER BY 3 DESC, 1 DESC
  LIMIT :limit
)
SELECT
  feed_activities.*,
  CASE
    WHEN entries.kind <> 'activity' THEN entries.kind
    WHEN EXISTS (
      SELECT FROM activities AS answered
      WHERE answered.uuid = feed_activities.reply_to_activity_uuid AND answered.user_uuid = readers.uuid
    ) THEN 'reply'
    ELSE 'mention'
  END AS kind,
  entries.notified_at,
  entries.notified_at > readers.notifications_read_at AS unread,
  CASE entries.kind
    WHEN 'like' THEN feed_activities.likes_count - (
      SELECT count(*) FROM likes WHERE likes.user_uuid = readers.uuid AND likes.activity_uuid = entries.activity_uuid
    )
    WHEN 'repost' THEN feed_activities.reposts_count - (
      SELECT count(*) FROM reposts WHERE reposts.user_uuid = readers.uuid AND reposts.activity_uuid = entries.activity_uuid
    )
    ELSE 0
  END AS actors_count,
  COALESCE(
    CASE entries.kind
      WHEN 'like' THEN (
        SELECT json_agg(json_build_object('handle', actors.handle, 'display_name', actors.display_name))
        FROM (
          SELECT users.handle, users.display_name
          FROM likes
          INNER JOIN users ON users.uuid = likes.user_uuid
          WHERE likes.activity_uuid = entries.activity_uuid AND likes.user_uuid <> readers.uuid
          ORDER BY likes.created_at DESC
          LIMIT 3
        ) AS actors
      )
      WHEN 'repost' THEN (
        SELECT json_agg(json_build_object('handle', actors.handle, 'display_name', actors.display_name))
        FROM (
          SELECT users.handle, users.display_name
          FROM reposts
          INNER JOIN users ON users.uuid = reposts.user_uuid
          WHERE reposts.activity_uuid = entries.activity_uuid AND reposts.user_uuid <> readers.uuid
          ORDER BY reposts.created_at DESC
          LIMIT 3
        ) AS actors
      )
    END,
    CAST('[]' AS json)
  ) AS actors
FROM entries
INNER JOIN feed_activities ON feed_activities.uuid = entries.activity_uuid
CROSS JOIN readers
ORDER BY entries.notified_at DESC, entries.activity_uuid DESC;
