--liquibase formatted sql logicalFilePath:liquibase/changes/0004-feed-activities.sql

--changeset cruddur:feed-activities
--comment An activity as the contract shows it in every feed, with the newest three of its replies: written once, for all reads.
CREATE VIEW feed_activities AS
SELECT
  activities.uuid,
  users.display_name,
  users.handle,
  activities.message,
  activities.replies_count,
  activities.reposts_count,
  activities.likes_count,
  activities.reply_to_activity_uuid,
  activities.expires_at,
  activities.created_at,
  CASE WHEN activities.replies_count = 0 THEN CAST('[]' AS json) ELSE (
    SELECT COALESCE(array_to_json(array_agg(row_to_json(newest))), CAST('[]' AS json))
    FROM (
      SELECT
        replies.uuid,
        authors.display_name,
        authors.handle,
        replies.message,
        replies.replies_count,
        replies.reposts_count,
        replies.likes_count,
        replies.reply_to_activity_uuid,
        replies.expires_at,
        replies.created_at
      FROM activities AS replies
      INNER JOIN users AS authors ON authors.uuid = replies.user_uuid
      WHERE replies.reply_to_activity_uuid = activities.uuid
        AND replies.expires_at > now()
      ORDER BY replies.created_at DESC, replies.uuid DESC
      LIMIT 3
    ) AS newest
  ) END AS replies
FROM activities
INNER JOIN users ON users.uuid = activities.user_uuid;
--rollback DROP VIEW feed_activities;
