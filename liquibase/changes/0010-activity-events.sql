--liquibase formatted sql logicalFilePath:liquibase/changes/0010-activity-events.sql

--changeset cruddur:activity-events
--comment The event log: changes in the order in which nodes and streams send them, kept for ten minutes so that streams can resume.
CREATE TABLE activity_events (
  id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind       text        NOT NULL,
  -- No foreign key, because deletions are events, too.
  uuid       uuid        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),

  CONSTRAINT activity_events_pkey       PRIMARY KEY (id),
  CONSTRAINT activity_events_kind_check CHECK (kind IN ('update', 'delete'))
);
--rollback DROP TABLE activity_events;

--changeset cruddur:publish-activity-events splitStatements:false
--comment Publishes a batch of events, in a separate transaction: NOTIFY within the writing transactions would serialise their commits.
CREATE FUNCTION publish_activity_events(kinds text[], uuids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- One transaction at a time, so that ids are committed in ascending order and a reader misses none.
  PERFORM pg_advisory_xact_lock(hashtext('activity_events'));
  -- A crash may lose events that no node has received; it loses no cruds.
  PERFORM set_config('synchronous_commit', 'off', true);

  INSERT INTO activity_events (kind, uuid)
  SELECT kind, uuid
  FROM unnest(kinds, uuids) WITH ORDINALITY AS batch (kind, uuid, place)
  ORDER BY place;

  -- Deletes up to twice as many events as it inserts, so that the table is bounded without a timer. The newest event remains, because ids continue from it.
  DELETE FROM activity_events
  WHERE id IN (SELECT id FROM activity_events ORDER BY id LIMIT 2 * cardinality(uuids))
    AND created_at < now() - interval '10 minutes';

  NOTIFY activity_events;
END
$$;
--rollback DROP FUNCTION publish_activity_events(text[], uuid[]);

--changeset cruddur:activities-ending
--comment Finds the next cruds to expire, and the expired ones.
CREATE INDEX activities_ending_idx ON activities (expires_at) WHERE reply_to_activity_uuid IS NULL;
--rollback DROP INDEX activities_ending_idx;
