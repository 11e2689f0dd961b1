-- write: deletes at most :batch rows of each table that belong to an account, and at last the account; returns the changes as an array.
-- In psql:
--   psql "$CONNECTION_URL" -v user_uuid=… -v batch=500 -f src/main/resources/db/sql/users/delete.sql
SELECT CAST(COALESCE(json_agg(row_to_json(changes)), CAST('[]' AS json)) AS text)
FROM delete_user(CAST(:'user_uuid' AS uuid), CAST(:batch AS integer)) AS changes;
