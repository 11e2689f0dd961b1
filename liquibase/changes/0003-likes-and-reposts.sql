--liquibase formatted sql logicalFilePath:liquibase/changes/0003-likes-and-reposts.sql

--changeset cruddur:likes
CREATE TABLE likes (
  user_uuid     uuid        NOT NULL,
  activity_uuid uuid        NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),

  CONSTRAINT likes_pkey          PRIMARY KEY (user_uuid, activity_uuid),
  CONSTRAINT likes_user_fkey     FOREIGN KEY (user_uuid) REFERENCES users (uuid),
  CONSTRAINT likes_activity_fkey FOREIGN KEY (activity_uuid) REFERENCES activities (uuid) ON DELETE CASCADE
);

-- For the cascade.
CREATE INDEX likes_activity_idx ON likes (activity_uuid);
--rollback DROP TABLE likes;

--changeset cruddur:reposts
CREATE TABLE reposts (
  user_uuid     uuid        NOT NULL,
  activity_uuid uuid        NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),

  CONSTRAINT reposts_pkey          PRIMARY KEY (user_uuid, activity_uuid),
  CONSTRAINT reposts_user_fkey     FOREIGN KEY (user_uuid) REFERENCES users (uuid),
  CONSTRAINT reposts_activity_fkey FOREIGN KEY (activity_uuid) REFERENCES activities (uuid) ON DELETE CASCADE
);

-- For the cascade.
CREATE INDEX reposts_activity_idx ON reposts (activity_uuid);
-- In the order in which they stand in the reposter's feed.
CREATE INDEX reposts_user_idx ON reposts (user_uuid, created_at DESC, activity_uuid DESC);
--rollback DROP TABLE reposts;
