-- object, flagged: one unexpired crud with its replies, newest first, at most a hundred; replies.sql pages through all.
-- In psql:
--   psql "$CONNECTION_URL" -v uuid=… \
--     -f src/main/resources/db/sql/activities/object.sql
SELECT
  feed_activities.uuid,
  feed_activities.display_name,
  feed_activities.handle,
  feed_activities.message,
  feed_activities.replies_count,
  feed_activities.reposts_count,
  feed_activities.likes_count,
  feed_activities.reply_to_activity_uuid,
  feed_activities.expires_at,
  feed_activities.created_at,
  (
    SELECT COALESCE(array_to_json(array_agg(row_to_json(answers))), CAST('[]' AS json))
    FROM (
      SELECT
        answers.uuid,
        answers.display_name,
        answers.handle,
        answers.message,
        answers.replies_count,
        answers.reposts_count,
        answers.likes_count,
        answers.reply_to_activity_uuid,
        answers.expires_at,
        answers.created_at
      FROM feed_activities AS answers
      WHERE answers.reply_to_activity_uuid = feed_activities.uuid
        AND answers.expires_at > now()
      ORDER BY answers.created_at DESC, answers.uuid DESC
      LIMIT 100
    ) AS answers
  ) AS replies
FROM feed_activities
WHERE feed_activities.uuid = CAST(:'uuid' AS uuid)
  AND feed_activities.expires_at > now();
