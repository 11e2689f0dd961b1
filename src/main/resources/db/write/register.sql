-- Registers a person, or says why not; NULL when a concurrent statement was in the way. Runs in psql as it stands (psql -v subject=… -v handle=… …).
-- A row whose cognito_user_id begins with MOCK- is a seeded person's, whom no identity provider knows: it is taken over by
-- whoever comes with its handle and its email, verified.
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
    -- In the way while this statement ran, so that it cannot tell who it is: another run can.
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
