-- object: that the database answers, which version of the server asked, and what is not as it should be in production.
SELECT
  true                                                AS success,
  CAST(:'version' AS text)                            AS version,
  'up'                                                AS database,
  array_remove(ARRAY[CAST(:'warning' AS text)], '')   AS warnings;
