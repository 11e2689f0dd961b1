--liquibase formatted sql logicalFilePath:liquibase/changes/0015-notifications.sql

--changeset cruddur:notification-settings
--comment Until when a user has read the notifications, whether they want to be notified before a crud expires, and the time to live that an author set later.
ALTER TABLE users ADD COLUMN notifications_read_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE users ADD COLUMN notify_expiring boolean NOT NULL DEFAULT false;
ALTER TABLE activities ADD COLUMN changed_ttl interval;
--rollback ALTER TABLE activities DROP COLUMN changed_ttl;
--rollback ALTER TABLE users DROP COLUMN notify_expiring;
--rollback ALTER TABLE users DROP COLUMN notifications_read_at;

--changeset cruddur:notification-kinds
--comment The kind activity is a reply to the user or a mention of the user. A like or repost refers to the user's activity; its created_at is the time of the latest one.
ALTER TABLE notifications ADD COLUMN kind text NOT NULL DEFAULT 'activity'
  CONSTRAINT notifications_kind_check CHECK (kind IN ('activity', 'like', 'repost'));
ALTER TABLE notifications DROP CONSTRAINT notifications_pkey;
ALTER TABLE notifications ADD CONSTRAINT notifications_pkey PRIMARY KEY (user_uuid, activity_uuid, kind);
--rollback DELETE FROM notifications WHERE kind <> 'activity';
--rollback ALTER TABLE notifications DROP CONSTRAINT notifications_pkey;
--rollback ALTER TABLE notifications ADD CONSTRAINT notifications_pkey PRIMARY KEY (user_uuid, activity_uuid);
--rollback ALTER TABLE notifications DROP COLUMN kind;

--changeset cruddur:reaction-indexes
--comment In the order of time, to find the latest likes and reposts of a crud. Also for the cascade.
DROP INDEX likes_activity_idx;
CREATE INDEX likes_activity_idx ON likes (activity_uuid, created_at DESC);
DROP INDEX reposts_activity_idx;
CREATE INDEX reposts_activity_idx ON reposts (activity_uuid, created_at DESC);
--rollback DROP INDEX reposts_activity_idx;
--rollback CREATE INDEX reposts_activity_idx ON reposts (activity_uuid);
--rollback DROP INDEX likes_activity_idx;
--rollback CREATE INDEX likes_activity_idx ON likes (activity_uuid);

--changeset cruddur:notify-of-reactions splitStatements:false
--comment Notifies the author of a like or repost, except of their own. One notification for each crud and kind; none when the last like or repost is undone.
CREATE FUNCTION notify_of_reaction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  author uuid;
  latest timestamptz;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO notifications (user_uuid, activity_uuid, kind, created_at)
    SELECT activities.user_uuid, NEW.activity_uuid, TG_ARGV[0], NEW.created_at
    FROM activities
    WHERE activities.uuid = NEW.activity_uuid AND activities.user_uuid <> NEW.user_uuid
    ON CONFLICT (user_uuid, activity_uuid, kind) DO UPDATE SET created_at = excluded.created_at
    WHERE notifications.created_at < excluded.created_at;
    RETURN NULL;
  END IF;
  SELECT user_uuid INTO author
  FROM notifications
  WHERE activity_uuid = OLD.activity_uuid AND kind = TG_ARGV[0] AND created_at <= OLD.created_at;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  latest := CASE TG_ARGV[0]
    WHEN 'like' THEN (
      SELECT created_at FROM likes
      WHERE activity_uuid = OLD.activity_uuid AND user_uuid <> author
      ORDER BY created_at DESC LIMIT 1
    )
    ELSE (
      SELECT created_at FROM reposts
      WHERE activity_uuid = OLD.activity_uuid AND user_uuid <> author
      ORDER BY created_at DESC LIMIT 1
    )
  END;
  IF latest IS NULL THEN
    DELETE FROM notifications WHERE user_uuid = author AND activity_uuid = OLD.activity_uuid AND kind = TG_ARGV[0];
  ELSE
    UPDATE notifications SET created_at = latest
    WHERE user_uuid = author AND activity_uuid = OLD.activity_uuid AND kind = TG_ARGV[0];
  END IF;
  RETURN NULL;
END
$$;
--rollback DROP FUNCTION notify_of_reaction();

--changeset cruddur:notify-of-reactions-triggers
--comment Not for rows that a cascade deletes: it deletes the notifications too.
CREATE TRIGGER likes_notify AFTER INSERT OR DELETE ON likes FOR EACH ROW
  WHEN (pg_trigger_depth() = 0)
  EXECUTE FUNCTION notify_of_reaction('like');
CREATE TRIGGER reposts_notify AFTER INSERT OR DELETE ON reposts FOR EACH ROW
  WHEN (pg_trigger_depth() = 0)
  EXECUTE FUNCTION notify_of_reaction('repost');
--rollback DROP TRIGGER reposts_notify ON reposts;
--rollback DROP TRIGGER likes_notify ON likes;
