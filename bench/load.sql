-- Made-up people, cruds and conversations, in the shape of real ones: few write most, few words are most of the text, a third has
-- expired. All in one transaction, the same at each load but for the times, which count back from now.
--   psql "$CONNECTION_URL" -v users=10000 -v activities=1000000 -f bench/load.sql
-- user0 has the most of everything: cruds, notifications, conversations. Each power of random() is such a Zipf-like choice.
BEGIN;
SELECT setseed(0.1);
SET LOCAL work_mem = '256MB';
SET LOCAL synchronous_commit = off;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL jit = off;

-- One of 50,000 words; the first is in half of all cruds, the hundredth in one of two hundred, most in some dozens of a million.
CREATE FUNCTION pg_temp.word(number integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  -- The product scatters neighbours, and no two numbers below 65,536 meet.
  SELECT translate(to_hex(number * 7919 % 65536 + 65536 * (1 + number % 15)), '0123456789abcdef', 'aeioustrnlmdkpéü')
$$;

CREATE FUNCTION pg_temp.sentence(words integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  number integer;
  result text := '';
BEGIN
  FOR i IN 1..words LOOP
    number := floor(50000 * power(random(), 4));
    result := result || pg_temp.word(number) || ' ';
  END LOOP;
  IF random() < 0.15 THEN
    number := floor(500 * power(random(), 3));
    result := result || '#' || pg_temp.word(number);
  END IF;
  RETURN rtrim(result);
END
$$;

CREATE FUNCTION pg_temp.key(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CAST(md5(kind || number) AS uuid)
$$;

\echo users
INSERT INTO users (uuid, display_name, handle, email, cognito_user_id, bio, created_at)
SELECT
  pg_temp.key('user', n), initcap(pg_temp.word(n)) || ' ' || n, 'user' || n, 'user' || n || '@example.com', 'LOAD-' || n,
  pg_temp.sentence(5), now() - interval '60 days'
FROM generate_series(0, :users - 1) AS n;
-- The trigger that notifies looks people up in it.
ANALYZE users;

\echo what there shall be: cruds, oldest first, over thirty days
CREATE TEMPORARY TABLE drafts ON COMMIT DROP AS
SELECT
  n,
  CASE WHEN n = :activities / 3 THEN 0 ELSE floor(:users * power(random(), 3)) END AS author,
  now() - interval '30 days' * (1 - (n - random()) / :activities) AS created_at,
  CASE WHEN n = :activities / 3 THEN interval '30 days' ELSE
    -- Of the contract; most people keep the longest.
    (array_fill(interval '30 days', ARRAY[12]) || CAST('{7 days,7 days,3 days,1 day,1 day,12 hours,3 hours,1 hour}' AS interval[]))
      [CAST(1 + floor(20 * random()) AS integer)]
  END AS ttl,
  CASE
    WHEN n = :activities / 3 THEN NULL
    -- One crud that everybody answers.
    WHEN n > :activities / 3 AND random() < 0.07 THEN :activities / 3
    WHEN random() < 0.27 THEN n - 1 - floor(LEAST(n - 1, :activities / 50) * power(random(), 3))
  END AS answers
FROM generate_series(1, :activities) AS n;
ANALYZE drafts;

\echo replies
CREATE TEMPORARY TABLE cruds ON COMMIT DROP AS
SELECT
  draft.n,
  draft.author,
  draft.created_at,
  COALESCE(answered.created_at + answered.ttl, draft.created_at + draft.ttl) AS expires_at,
  answered.n AS answers
FROM drafts AS draft
LEFT JOIN drafts AS answered
  ON answered.n = draft.answers AND answered.answers IS NULL AND answered.created_at + answered.ttl > draft.created_at;
ANALYZE cruds;

\echo likes and reposts
CREATE TEMPORARY TABLE reactions ON COMMIT DROP AS
SELECT DISTINCT ON (reaction, chosen.author, n)
  reaction, chosen.author, n, cruds.created_at + random() * (LEAST(cruds.expires_at, now()) - cruds.created_at) AS created_at
FROM (
  SELECT
    CASE WHEN random() < 0.8 THEN 'like' ELSE 'repost' END AS reaction,
    floor(:users * power(random(), 2)) AS author,
    -- The newest are seen by most.
    1 + floor(:activities * (1 - power(random(), 2))) AS n
  FROM generate_series(1, :activities / 2)
) AS chosen
INNER JOIN cruds USING (n)
ORDER BY reaction, chosen.author, n;
ANALYZE reactions;

\echo activities
INSERT INTO activities (
  uuid, user_uuid, message, replies_count, reposts_count, likes_count, reply_to_activity_uuid, expires_at, created_at
)
SELECT
  pg_temp.key('activity', cruds.n),
  pg_temp.key('user', CAST(cruds.author AS bigint)),
  pg_temp.sentence(CAST(4 + floor(14 * random()) AS integer))
    || CASE WHEN random() < 0.1 THEN ' @user' || floor(:users * power(random(), 3)) ELSE '' END,
  COALESCE(replies.count, 0),
  COALESCE(reposts.count, 0),
  COALESCE(likes.count, 0),
  pg_temp.key('activity', CAST(cruds.answers AS bigint)),
  cruds.expires_at,
  cruds.created_at
FROM cruds
LEFT JOIN (SELECT answers, count(*) FROM cruds GROUP BY answers) AS replies ON replies.answers = cruds.n
LEFT JOIN (SELECT n, count(*) FROM reactions WHERE reaction = 'repost' GROUP BY n) AS reposts ON reposts.n = cruds.n
LEFT JOIN (SELECT n, count(*) FROM reactions WHERE reaction = 'like' GROUP BY n) AS likes ON likes.n = cruds.n
ORDER BY cruds.n;

INSERT INTO likes (user_uuid, activity_uuid, created_at)
SELECT pg_temp.key('user', CAST(author AS bigint)), pg_temp.key('activity', CAST(n AS bigint)), created_at
FROM reactions
WHERE reaction = 'like'
ORDER BY n;

INSERT INTO reposts (user_uuid, activity_uuid, created_at)
SELECT pg_temp.key('user', CAST(author AS bigint)), pg_temp.key('activity', CAST(n AS bigint)), created_at
FROM reactions
WHERE reaction = 'repost'
ORDER BY n;

\echo conversations: of user0 with everybody, a long one with user1; of all others with a few
CREATE TEMPORARY TABLE conversations ON COMMIT DROP AS
SELECT DISTINCT ON (LEAST(writer, other), GREATEST(writer, other))
  pg_temp.key('conversation ' || LEAST(writer, other) || ' ', GREATEST(writer, other)) AS uuid,
  pg_temp.key('user', writer) AS writer,
  pg_temp.key('user', other) AS other,
  length,
  CAST(floor(2 * random()) AS integer) AS unread,
  now() - interval '30 days' * random() AS latest_message_at
FROM (
  SELECT 0 AS writer, n AS other, CASE WHEN n = 1 THEN :activities / 20 ELSE CAST(1 + floor(4 * random()) AS integer) END AS length
  FROM generate_series(1, :users - 1) AS n
  UNION ALL
  SELECT
    1 + n / 2, CAST(1 + floor((:users - 1) * random()) AS integer), CAST(1 + floor(20 * power(random(), 2)) AS integer)
  FROM generate_series(0, :users * 2 - 3) AS n
) AS pairs
WHERE writer <> other
ORDER BY LEAST(writer, other), GREATEST(writer, other);

INSERT INTO message_groups (uuid, first_user_uuid, second_user_uuid, latest_message_at)
SELECT uuid, LEAST(writer, other), GREATEST(writer, other), latest_message_at FROM conversations;

INSERT INTO message_group_members (message_group_uuid, user_uuid, unread_count, unread_since, latest_message_at)
SELECT uuid, writer, 0, latest_message_at, latest_message_at FROM conversations
UNION ALL
SELECT uuid, other, unread, latest_message_at, latest_message_at FROM conversations;

INSERT INTO messages (uuid, message_group_uuid, user_uuid, message, created_at)
SELECT
  gen_random_uuid(), uuid, CASE WHEN n % 2 = 0 THEN writer ELSE other END, pg_temp.sentence(6),
  latest_message_at - n * interval '1 minute'
FROM conversations
CROSS JOIN LATERAL generate_series(0, length - 1) AS n
ORDER BY uuid, n DESC;

COMMIT;
