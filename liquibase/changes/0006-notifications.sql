--liquibase formatted sql logicalFilePath:liquibase/changes/0006-notifications.sql

--changeset cruddur:notifications
CREATE TABLE notifications (
  user_uuid     uuid        NOT NULL,
  activity_uuid uuid        NOT NULL,
  created_at    timestamptz NOT NULL,

  -- A reply that also mentions is one notification.
  CONSTRAINT notifications_pkey          PRIMARY KEY (user_uuid, activity_uuid),
  CONSTRAINT notifications_user_fkey     FOREIGN KEY (user_uuid) REFERENCES users (uuid),
  CONSTRAINT notifications_activity_fkey FOREIGN KEY (activity_uuid) REFERENCES activities (uuid) ON DELETE CASCADE
);

CREATE INDEX notifications_user_idx ON notifications (user_uuid, created_at DESC, activity_uuid DESC);
-- For the cascade.
CREATE INDEX notifications_activity_idx ON notifications (activity_uuid);
--rollback DROP TABLE notifications;

--changeset cruddur:notify splitStatements:false
--comment Creates notifications for the author of the answered crud and for mentioned users, except for their own cruds. A trigger covers every insert.
CREATE FUNCTION create_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notifications (user_uuid, activity_uuid, created_at)
  SELECT recipients.uuid, NEW.uuid, NEW.created_at
  FROM (
    SELECT answered.user_uuid AS uuid
    FROM activities AS answered
    WHERE answered.uuid = NEW.reply_to_activity_uuid
    UNION
    SELECT users.uuid
    FROM users
    WHERE users.handle IN (
      SELECT lower(mention[1])
      -- Not the domain of an email address.
      FROM regexp_matches(NEW.message, '(?:^|[^[:alnum:]_@])@([A-Za-z0-9_]{1,30})(?![A-Za-z0-9_])', 'g') AS mention
    )
  ) AS recipients
  WHERE recipients.uuid <> NEW.user_uuid;
  RETURN NULL;
END
$$;
--rollback DROP FUNCTION create_notifications();

--changeset cruddur:notify-trigger
CREATE TRIGGER activities_notify AFTER INSERT ON activities FOR EACH ROW
  WHEN (NEW.reply_to_activity_uuid IS NOT NULL OR NEW.message LIKE '%@%')
  EXECUTE FUNCTION create_notifications();
--rollback DROP TRIGGER activities_notify ON activities;
