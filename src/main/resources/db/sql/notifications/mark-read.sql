-- write: marks a user's notifications until a time in the past as read; those that were marked before stay so.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v read_at=2026-11-28T12:00:00Z -f src/main/resources/db/sql/notifications/mark-read.sql
UPDATE users
SET notifications_read_at = GREATEST(users.notifications_read_at, LEAST(CAST(:'read_at' AS timestamptz), now()))
WHERE users.uuid = CAST(:'user_uuid' AS uuid)
RETURNING CAST(json_build_object('read_at', users.notifications_read_at) AS text);
