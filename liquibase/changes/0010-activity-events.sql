--liquibase formatted sql logicalFilePath:liquibase/changes/0010-activity-events.sql

--changeset cruddur:activity-events
--comment What changed, in the order in which every node and every stream tells it; kept ten minutes, for those who were away.
CREATE TABLE activity_events (
  id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind       text        NOT NULL,
  -- No foreign key: what was deleted is told of too.
  uuid       uuid        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),

  CONSTRAINT activity_events_pkey       PRIMARY KEY (id),
  CONSTRAINT activity_events_kind_check CHECK (kind IN ('update', 'delete'))
);
--rollback DROP TABLE activity_events;

--changeset cruddur:tell-of-activities splitStatements:false
--comment Tells of a batch, in a transaction of its own: a NOTIFY within a writing one would have all commits wait for each other.
CREATE FUNCTION publish_activity_events(kinds text[], uuids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- One after the other: whoever has read up to an id shall never find a smaller one later.
  PERFORM pg_advisory_xact_lock(hashtext('activity_events'));
  -- What a crash loses of this, nobody was told; the cruds themselves are safe.
  PERFORM set_config('synchronous_commit', 'off', true);

  INSERT INTO activity_events (kind, uuid)
  SELECT kind, uuid
  FROM unnest(kinds, uuids) WITH ORDINALITY AS told (kind, uuid, place)
  ORDER BY place;

  -- Twice as many as come: the table stays at ten minutes, without a timer. The newest always stays, to count from.
  DELETE FROM activity_events
  WHERE id IN (SELECT id FROM activity_events ORDER BY id LIMIT 2 * cardinality(uuids))
    AND created_at < now() - interval '10 minutes';

  NOTIFY activity_events;
END
$$;
--rollback DROP FUNCTION publish_activity_events(text[], uuid[]);

--changeset cruddur:activities-ending
--comment What ends next, and what has ended.
CREATE INDEX activities_ending_idx ON activities (expires_at) WHERE reply_to_activity_uuid IS NULL;
--rollback DROP INDEX activities_ending_idx;
