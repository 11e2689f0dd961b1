-- object: the state of the database, the version of the server, and warnings about settings that are not for production.
SELECT
  true                                                AS success,
  CAST(:'version' AS text)                            AS version,
  'up'                                                AS database,
  array_remove(ARRAY[CAST(:'warning' AS text)], '')   AS warnings;
