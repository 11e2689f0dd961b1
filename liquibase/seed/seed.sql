--liquibase formatted sql logicalFilePath:liquibase/seed/seed.sql

--changeset cruddur:seed
--comment The two people and the crud of the original. Their cognito id was MOCK for both; here each has one of its own.
INSERT INTO users (display_name, handle, email, cognito_user_id)
VALUES
  ('Andrew Brown', 'andrewbrown', 'andrew@test.com',       'MOCK-andrewbrown'),
  ('Andrew Bayko', 'bayko',       'bayko@friedfish.com',   'MOCK-bayko')
ON CONFLICT DO NOTHING;

INSERT INTO activities (user_uuid, message, expires_at)
SELECT uuid, 'This was imported as seed data!', now() + interval '10 days'
FROM users
WHERE handle = 'andrewbrown';
--rollback DELETE FROM activities WHERE message = 'This was imported as seed data!';
--rollback DELETE FROM users WHERE cognito_user_id IN ('MOCK-andrewbrown', 'MOCK-bayko');
