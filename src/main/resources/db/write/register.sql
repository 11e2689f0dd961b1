-- Registers a user, or returns the reason why not; NULL after a conflict with a concurrent statement. Runs in psql (psql -v subject=… -v handle=… …).
-- A row whose cognito_user_id begins with MOCK- belongs to the seed data and has no account at an identity provider: a subject with the
-- same handle and the same, verified email claims it.
WITH person AS (
  SELECT
    CAST(:'subject' AS text)           AS subject,
    CAST(:'handle' AS text)            AS handle,
    CAST(:'display_name' AS text)      AS display_name,
    CAST(:'email' AS text)             AS email,
    CAST(:'email_verified' AS boolean) AS email_verified
),
claimed AS (
  UPDATE users
  SET cognito_user_id = person.subject
  FROM person
  WHERE users.handle = person.handle
    AND lower(users.email) = lower(person.email)
    AND users.cognito_user_id LIKE 'MOCK-%'
    AND person.email_verified
    AND NOT EXISTS (SELECT FROM users AS known WHERE known.cognito_user_id = person.subject)
  RETURNING users.uuid
),
registered AS (
  INSERT INTO users (cognito_user_id, handle, display_name, email)
  SELECT subject, handle, display_name, email
  FROM person
  WHERE NOT EXISTS (SELECT FROM claimed)
  ON CONFLICT DO NOTHING
  RETURNING uuid
)
SELECT
  CASE
    WHEN EXISTS (SELECT FROM registered) THEN 'REGISTERED'
    WHEN EXISTS (SELECT FROM claimed) THEN 'CLAIMED'
    WHEN EXISTS (SELECT FROM users WHERE cognito_user_id = person.subject) THEN 'ALREADY_REGISTERED'
    -- A concurrent statement inserted the row, which this snapshot does not contain: run the statement again.
    WHEN EXISTS (
      SELECT FROM users
      WHERE users.handle = person.handle
        AND lower(users.email) = lower(person.email)
        AND users.cognito_user_id LIKE 'MOCK-%'
        AND person.email_verified
    ) THEN NULL
    WHEN EXISTS (SELECT FROM users WHERE users.handle = person.handle) THEN 'HANDLE_TAKEN'
    WHEN EXISTS (SELECT FROM users WHERE lower(users.email) = lower(person.email)) THEN 'EMAIL_TAKEN'
  END AS outcome
FROM person;
