--liquibase formatted sql logicalFilePath:liquibase/changes/0013-account-deletion.sql

--changeset cruddur:rows-without-account
--comment Rows of a deleted account that hold together what other users wrote: a crud or reply with replies, and a conversation. They have no text and appear in no response.
ALTER TABLE activities ALTER COLUMN user_uuid DROP NOT NULL;
ALTER TABLE message_groups ALTER COLUMN first_user_uuid DROP NOT NULL;
ALTER TABLE message_groups ALTER COLUMN second_user_uuid DROP NOT NULL;
--rollback DELETE FROM activities WHERE user_uuid IS NULL;
--rollback ALTER TABLE activities ALTER COLUMN user_uuid SET NOT NULL;
--rollback DELETE FROM messages USING message_groups WHERE message_groups.uuid = message_group_uuid AND (first_user_uuid IS NULL OR second_user_uuid IS NULL);
--rollback DELETE FROM message_group_members USING message_groups WHERE message_groups.uuid = message_group_uuid AND (first_user_uuid IS NULL OR second_user_uuid IS NULL);
--rollback DELETE FROM message_groups WHERE first_user_uuid IS NULL OR second_user_uuid IS NULL;
--rollback ALTER TABLE message_groups ALTER COLUMN first_user_uuid SET NOT NULL;
--rollback ALTER TABLE message_groups ALTER COLUMN second_user_uuid SET NOT NULL;

--changeset cruddur:account-indexes
--comment Finds all rows of an account, for its export and its deletion, and for the checks of the foreign keys.
CREATE INDEX activities_author_idx ON activities (user_uuid, created_at DESC, uuid DESC);
CREATE INDEX message_groups_second_idx ON message_groups (second_user_uuid);
--rollback DROP INDEX message_groups_second_idx;
--rollback DROP INDEX activities_author_idx;

--changeset cruddur:delete-user splitStatements:false
--comment Deletes an account, at most "batch" rows of each table at a time: repeat it until it returns the change "user". Also returns the activities that were deleted or whose counts changed.
CREATE FUNCTION delete_user(account uuid, batch integer) RETURNS TABLE (change text, uuid uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  own uuid[];
  deleted integer;
  is_complete boolean;
BEGIN
  -- Concurrent deletions wait here. Concurrent writes do not: they lock what they answer before the row of the user, and would deadlock.
  PERFORM FROM users WHERE uuid = account FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'user', account;
    RETURN;
  END IF;

  RETURN QUERY
  WITH removed AS (
    DELETE FROM likes
    WHERE user_uuid = account AND activity_uuid IN (SELECT activity_uuid FROM likes WHERE user_uuid = account LIMIT batch)
    RETURNING activity_uuid
  )
  UPDATE activities SET likes_count = likes_count - 1 FROM removed WHERE uuid = removed.activity_uuid
  RETURNING 'update', uuid;
  GET DIAGNOSTICS deleted = ROW_COUNT;
  is_complete := deleted < batch;

  RETURN QUERY
  WITH removed AS (
    DELETE FROM reposts
    WHERE user_uuid = account AND activity_uuid IN (SELECT activity_uuid FROM reposts WHERE user_uuid = account LIMIT batch)
    RETURNING activity_uuid
  )
  UPDATE activities SET reposts_count = reposts_count - 1 FROM removed WHERE uuid = removed.activity_uuid
  RETURNING 'update', uuid;
  GET DIAGNOSTICS deleted = ROW_COUNT;
  is_complete := is_complete AND deleted < batch;

  -- Locked before the other statements: they see all replies, because no more can be inserted. Newest first, so that replies come before
  -- what they answer.
  own := ARRAY(
    SELECT uuid FROM activities WHERE user_uuid = account ORDER BY created_at DESC, uuid DESC LIMIT batch FOR UPDATE
  );
  is_complete := is_complete AND cardinality(own) < batch;
  RETURN QUERY
  UPDATE activities SET replies_count = replies_count - answered.replies
  FROM (
    SELECT reply_to_activity_uuid AS answered_uuid, CAST(count(*) AS integer) AS replies
    FROM activities WHERE uuid = ANY (own) GROUP BY 1
  ) AS answered
  WHERE uuid = answered.answered_uuid AND user_uuid IS DISTINCT FROM account
  RETURNING 'update', uuid;
  LOOP
    RETURN QUERY
    DELETE FROM activities
    WHERE uuid = ANY (own)
      AND NOT EXISTS (SELECT FROM activities AS replies WHERE replies.reply_to_activity_uuid = activities.uuid)
    RETURNING 'delete', uuid;
    EXIT WHEN NOT FOUND;
  END LOOP;
  -- What remains has replies of other users.
  DELETE FROM likes WHERE activity_uuid = ANY (own);
  DELETE FROM reposts WHERE activity_uuid = ANY (own);
  DELETE FROM notifications WHERE activity_uuid = ANY (own);
  RETURN QUERY
  UPDATE activities SET user_uuid = NULL, message = '-', likes_count = 0, reposts_count = 0 WHERE uuid = ANY (own)
  RETURNING 'delete', uuid;

  DELETE FROM notifications
  WHERE user_uuid = account
    AND activity_uuid IN (SELECT activity_uuid FROM notifications WHERE user_uuid = account LIMIT batch);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  is_complete := is_complete AND deleted < batch;
  DELETE FROM idempotency_keys
  WHERE user_uuid = account AND key IN (SELECT key FROM idempotency_keys WHERE user_uuid = account LIMIT batch);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  is_complete := is_complete AND deleted < batch;

  -- The group is locked first, as when a message is sent.
  own := ARRAY(
    SELECT uuid FROM message_groups WHERE account IN (first_user_uuid, second_user_uuid) LIMIT batch FOR UPDATE
  );
  DELETE FROM messages
  WHERE uuid IN (
    SELECT uuid FROM messages WHERE message_group_uuid = ANY (own) AND user_uuid = account LIMIT batch
  );
  GET DIAGNOSTICS deleted = ROW_COUNT;
  is_complete := is_complete AND cardinality(own) < batch AND deleted < batch;
  IF deleted < batch THEN
    DELETE FROM message_group_members
    WHERE message_group_uuid = ANY (own)
      AND (user_uuid = account
        OR NOT EXISTS (SELECT FROM messages WHERE message_group_uuid = message_group_members.message_group_uuid));
    DELETE FROM message_groups
    WHERE uuid = ANY (own)
      AND NOT EXISTS (SELECT FROM messages WHERE message_group_uuid = message_groups.uuid);
    -- Its unread messages were those of the account.
    UPDATE message_group_members SET unread_count = 0 WHERE message_group_uuid = ANY (own);
    UPDATE message_groups
    SET first_user_uuid = NULLIF(first_user_uuid, account), second_user_uuid = NULLIF(second_user_uuid, account)
    WHERE uuid = ANY (own);
  END IF;

  IF is_complete THEN
    BEGIN
      DELETE FROM users WHERE uuid = account;
      RETURN QUERY SELECT 'user', account;
    EXCEPTION WHEN foreign_key_violation THEN
      -- A concurrent request wrote a row of the account, which the next call deletes.
      NULL;
    END;
  END IF;
END
$$;
--rollback DROP FUNCTION delete_user(uuid, integer);
