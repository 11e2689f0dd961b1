-- object: that the database answers, and which version of the server asked.
SELECT
  true                        AS success,
  CAST(:'version' AS text)    AS version,
  'up'                        AS database;
