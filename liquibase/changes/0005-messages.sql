--liquibase formatted sql logicalFilePath:liquibase/changes/0005-messages.sql

--changeset cruddur:message-groups
CREATE TABLE message_groups (
  uuid              uuid        NOT NULL DEFAULT gen_random_uuid(),
  first_user_uuid   uuid        NOT NULL,
  second_user_uuid  uuid        NOT NULL,
  latest_message_at timestamptz NOT NULL,

  CONSTRAINT message_groups_pkey        PRIMARY KEY (uuid),
  -- One conversation per pair of users, regardless of who wrote first: the pair is ordered. Its users differ.
  CONSTRAINT message_groups_pair_key    UNIQUE (first_user_uuid, second_user_uuid),
  CONSTRAINT message_groups_pair_check  CHECK (first_user_uuid < second_user_uuid),
  CONSTRAINT message_groups_first_fkey  FOREIGN KEY (first_user_uuid) REFERENCES users (uuid),
  CONSTRAINT message_groups_second_fkey FOREIGN KEY (second_user_uuid) REFERENCES users (uuid)
);
--rollback DROP TABLE message_groups;

--changeset cruddur:message-group-members
CREATE TABLE message_group_members (
  message_group_uuid uuid        NOT NULL,
  user_uuid          uuid        NOT NULL,
  unread_count       integer     NOT NULL DEFAULT 0,
  -- A copy of the group's column, because an index cannot span two tables.
  latest_message_at  timestamptz NOT NULL,

  CONSTRAINT message_group_members_pkey         PRIMARY KEY (message_group_uuid, user_uuid),
  CONSTRAINT message_group_members_group_fkey   FOREIGN KEY (message_group_uuid) REFERENCES message_groups (uuid),
  CONSTRAINT message_group_members_user_fkey    FOREIGN KEY (user_uuid) REFERENCES users (uuid),
  CONSTRAINT message_group_members_unread_check CHECK (unread_count >= 0)
);

-- For the list of a user's conversations, in the order of its keyset.
CREATE INDEX message_group_members_user_idx
  ON message_group_members (user_uuid, latest_message_at DESC, message_group_uuid DESC);
--rollback DROP TABLE message_group_members;

--changeset cruddur:messages
CREATE TABLE messages (
  uuid               uuid        NOT NULL DEFAULT gen_random_uuid(),
  message_group_uuid uuid        NOT NULL,
  user_uuid          uuid        NOT NULL,
  message            text        NOT NULL,
  created_at         timestamptz NOT NULL,

  CONSTRAINT messages_pkey          PRIMARY KEY (uuid),
  -- Only members of the group can write messages.
  CONSTRAINT messages_member_fkey   FOREIGN KEY (message_group_uuid, user_uuid)
    REFERENCES message_group_members (message_group_uuid, user_uuid),
  CONSTRAINT messages_message_check CHECK (char_length(message) BETWEEN 1 AND 1024)
);

-- For the messages of a conversation, in the order of their keyset.
CREATE INDEX messages_group_idx ON messages (message_group_uuid, created_at DESC, uuid DESC);
--rollback DROP TABLE messages;
