
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

COMMENT ON EXTENSION unaccent IS 'text search dictionary that removes accents';

CREATE FUNCTION public.set_search_vector() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
  author CONSTANT text := (SELECT handle FROM users WHERE uuid = NEW.user_uuid);
BEGIN
  NEW.search := search_vector(NEW.message, author);
  RETURN NEW;
END
$$;

CREATE FUNCTION public.create_notifications() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  INSERT INTO notifications (user_uuid, activity_uuid, created_at)
  SELECT recipients.uuid, NEW.uuid, NEW.created_at
  FROM (
    SELECT answered.user_uuid AS uuid
    FROM activities AS answered
    WHERE answered.uuid = NEW.reply_to_activity_uuid
    UNION
    SELECT users.uuid
    FROM users
    WHERE users.handle IN (
      SELECT lower(mention[1])
      
      FROM regexp_matches(NEW.message, '(?:^|[^[:alnum:]_@])@([A-Za-z0-9_]{1,30})(?![A-Za-z0-9_])', 'g') AS mention
    )
  ) AS recipients
  WHERE recipients.uuid <> NEW.user_uuid;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.extract_tags_and_handles(text text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE
    AS $$
BEGIN
  
  IF text !~ '[#@]' THEN
    RETURN CAST('{}' AS text[]);
  END IF;
  RETURN COALESCE(array_agg(DISTINCT lower(unaccent(mark[1]))), CAST('{}' AS text[]))
  FROM regexp_matches(text, '[#@][[:alnum:]_]{1,99}', 'g') AS mark;
END
$$;

CREATE FUNCTION public.word_pairs(words tsvector) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE
    AS $$
BEGIN
  RETURN COALESCE(array_agg(DISTINCT word || ' ' || following), CAST('{}' AS text[]))
  FROM (
    SELECT
      lexeme AS word,
      lead(lexeme) OVER (ORDER BY position) AS following,
      lead(position) OVER (ORDER BY position) - position AS distance
    FROM unnest(words) AS lexemes, unnest(lexemes.positions) AS position
  ) AS neighbours
  
  WHERE distance = 1 AND octet_length(word) + octet_length(following) < 2000;
END
$$;

CREATE FUNCTION public.search_query(term text, in_order boolean) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE
    AS $$
DECLARE
  words CONSTANT tsvector := to_tsvector('cruddur', regexp_replace(term, '[#@][[:alnum:]_]{1,99}', ' ', 'g'));
  lexemes text[] := tsvector_to_array(words) || extract_tags_and_handles(term);
BEGIN
  IF in_order THEN
    lexemes := lexemes || word_pairs(words);
  END IF;
  RETURN CAST((
    SELECT string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''', ' & ')
    FROM unnest(lexemes) AS lexeme
  ) AS tsquery);
END
$$;

CREATE FUNCTION public.search_vector(message text, handle text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE
    AS $$
DECLARE
  words CONSTANT tsvector := to_tsvector('cruddur', message);
BEGIN
  RETURN strip(words)
    || array_to_tsvector(word_pairs(words) || extract_tags_and_handles(message) || array_remove(ARRAY['@' || handle], NULL));
END
$$;

CREATE TEXT SEARCH CONFIGURATION public.cruddur (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR asciiword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR word WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR numword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR hword_numpart WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR hword_part WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR hword_asciipart WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR numhword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR asciihword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR hword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.cruddur
    ADD MAPPING FOR uint WITH simple;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.activities (
    uuid uuid DEFAULT gen_random_uuid() NOT NULL,
    user_uuid uuid NOT NULL,
    message text NOT NULL,
    replies_count integer DEFAULT 0 NOT NULL,
    reposts_count integer DEFAULT 0 NOT NULL,
    likes_count integer DEFAULT 0 NOT NULL,
    reply_to_activity_uuid uuid,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    search tsvector,
    CONSTRAINT activities_counts_check CHECK (((replies_count >= 0) AND (reposts_count >= 0) AND (likes_count >= 0))),
    CONSTRAINT activities_expires_check CHECK ((expires_at > created_at)),
    CONSTRAINT activities_message_check CHECK (((char_length(message) >= 1) AND (char_length(message) <= 1024))),
    CONSTRAINT activities_reply_check CHECK ((reply_to_activity_uuid <> uuid))
);

CREATE TABLE public.databasechangelog (
    id character varying(255) NOT NULL,
    author character varying(255) NOT NULL,
    filename character varying(255) NOT NULL,
    dateexecuted timestamp without time zone NOT NULL,
    orderexecuted integer NOT NULL,
    exectype character varying(10) NOT NULL,
    md5sum character varying(35),
    description character varying(255),
    comments character varying(255),
    tag character varying(255),
    liquibase character varying(20),
    contexts character varying(255),
    labels character varying(255),
    deployment_id character varying(10)
);

CREATE TABLE public.users (
    uuid uuid DEFAULT gen_random_uuid() NOT NULL,
    display_name text NOT NULL,
    handle text NOT NULL,
    email text NOT NULL,
    cognito_user_id text NOT NULL,
    bio text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_bio_check CHECK ((char_length(bio) <= 160)),
    CONSTRAINT users_display_name_check CHECK (((char_length(display_name) >= 1) AND (char_length(display_name) <= 50))),
    CONSTRAINT users_handle_check CHECK ((handle ~ '^[a-z0-9_]{1,30}$'::text))
);

CREATE VIEW public.feed_activities AS
 SELECT activities.uuid,
    users.display_name,
    users.handle,
    activities.message,
    activities.replies_count,
    activities.reposts_count,
    activities.likes_count,
    activities.reply_to_activity_uuid,
    activities.expires_at,
    activities.created_at,
        CASE
            WHEN (activities.replies_count = 0) THEN '[]'::json
            ELSE ( SELECT COALESCE(array_to_json(array_agg(row_to_json(newest.*))), '[]'::json) AS "coalesce"
               FROM ( SELECT replies.uuid,
                        authors.display_name,
                        authors.handle,
                        replies.message,
                        replies.replies_count,
                        replies.reposts_count,
                        replies.likes_count,
                        replies.reply_to_activity_uuid,
                        replies.expires_at,
                        replies.created_at
                       FROM (public.activities replies
                         JOIN public.users authors ON ((authors.uuid = replies.user_uuid)))
                      WHERE ((replies.reply_to_activity_uuid = activities.uuid) AND (replies.expires_at > now()))
                      ORDER BY replies.created_at DESC, replies.uuid DESC
                     LIMIT 3) newest)
        END AS replies
   FROM (public.activities
     JOIN public.users ON ((users.uuid = activities.user_uuid)));

CREATE TABLE public.idempotency_keys (
    user_uuid uuid NOT NULL,
    key text NOT NULL,
    request text NOT NULL,
    answer text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.likes (
    user_uuid uuid NOT NULL,
    activity_uuid uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.message_group_members (
    message_group_uuid uuid NOT NULL,
    user_uuid uuid NOT NULL,
    unread_count integer DEFAULT 0 NOT NULL,
    latest_message_at timestamp with time zone NOT NULL,
    CONSTRAINT message_group_members_unread_check CHECK ((unread_count >= 0))
);

CREATE TABLE public.message_groups (
    uuid uuid DEFAULT gen_random_uuid() NOT NULL,
    first_user_uuid uuid NOT NULL,
    second_user_uuid uuid NOT NULL,
    latest_message_at timestamp with time zone NOT NULL,
    CONSTRAINT message_groups_pair_check CHECK ((first_user_uuid < second_user_uuid))
);

CREATE TABLE public.messages (
    uuid uuid DEFAULT gen_random_uuid() NOT NULL,
    message_group_uuid uuid NOT NULL,
    user_uuid uuid NOT NULL,
    message text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT messages_message_check CHECK (((char_length(message) >= 1) AND (char_length(message) <= 1024)))
);

CREATE TABLE public.notifications (
    user_uuid uuid NOT NULL,
    activity_uuid uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.reposts (
    user_uuid uuid NOT NULL,
    activity_uuid uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

INSERT INTO public.activities VALUES ('e7736e51-c08f-4b3c-89d5-5e7c82dcdf87', '1431b096-cc30-4f37-8c90-ecdb88895618', 'This was imported as seed data!', 0, 0, 0, NULL, '2026-12-03 09:36:27.685561+00', '2026-11-23 09:36:27.685561+00', '''@andrewbrown'' ''as'' ''as seed'' ''data'' ''imported'' ''imported as'' ''seed'' ''seed data'' ''this'' ''this was'' ''was'' ''was imported''');
INSERT INTO public.activities VALUES ('c61775cc-4e53-4209-b3e1-825a6a9136f1', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Three days were enough for this thought. 🫧', 0, 0, 0, NULL, '2026-11-22 09:36:27.702029+00', '2026-11-19 09:36:27.702029+00', '''@amara'' ''days'' ''days were'' ''enough'' ''enough for'' ''for'' ''for this'' ''this'' ''this thought'' ''thought'' ''three'' ''three days'' ''were'' ''were enough''');
INSERT INTO public.activities VALUES ('05d885e4-00c1-4f37-82fe-5b4496d6907b', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Igwe bu ike: strength is in numbers. Thank you to the study group that waited on the call until my build was green. 💚 #bootcamp', 0, 0, 0, NULL, '2026-12-11 00:36:27.702029+00', '2026-11-11 00:36:27.702029+00', '''#bootcamp'' ''@amara'' ''bootcamp'' ''bu'' ''bu ike'' ''build'' ''build was'' ''call'' ''call until'' ''green'' ''green bootcamp'' ''group'' ''group that'' ''igwe'' ''igwe bu'' ''ike'' ''ike strength'' ''in'' ''in numbers'' ''is'' ''is in'' ''my'' ''my build'' ''numbers'' ''numbers thank'' ''on'' ''on the'' ''strength'' ''strength is'' ''study'' ''study group'' ''thank'' ''thank you'' ''that'' ''that waited'' ''the'' ''the call'' ''the study'' ''to'' ''to the'' ''until'' ''until my'' ''waited'' ''waited on'' ''was'' ''was green'' ''you'' ''you to''');
INSERT INTO public.activities VALUES ('9254fecd-6307-4d9c-b8bb-20636b4707e9', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Peer review is just two people being surprised by the same line at different times. #code', 0, 0, 0, NULL, '2026-11-24 03:36:27.702029+00', '2026-11-17 03:36:27.702029+00', '''#code'' ''@amara'' ''at'' ''at different'' ''being'' ''being surprised'' ''by'' ''by the'' ''code'' ''different'' ''different times'' ''is'' ''is just'' ''just'' ''just two'' ''line'' ''line at'' ''peer'' ''peer review'' ''people'' ''people being'' ''review'' ''review is'' ''same'' ''same line'' ''surprised'' ''surprised by'' ''the'' ''the same'' ''times'' ''times code'' ''two'' ''two people''');
INSERT INTO public.activities VALUES ('ade81e8d-a821-491b-8c03-b6abe875c0bb', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'How a bill of three cents feels when you were afraid of three hundred: like winning the lottery. 💸 #aws', 0, 0, 0, NULL, '2026-12-20 01:36:27.702029+00', '2026-11-20 01:36:27.702029+00', '''#aws'' ''@amara'' ''a'' ''a bill'' ''afraid'' ''afraid of'' ''aws'' ''bill'' ''bill of'' ''cents'' ''cents feels'' ''feels'' ''feels when'' ''how'' ''how a'' ''hundred'' ''hundred like'' ''like'' ''like winning'' ''lottery'' ''lottery aws'' ''of'' ''of three'' ''the'' ''the lottery'' ''three'' ''three cents'' ''three hundred'' ''were'' ''were afraid'' ''when'' ''when you'' ''winning'' ''winning the'' ''you'' ''you were''');
INSERT INTO public.activities VALUES ('f3d5855c-fc1a-4878-bd8d-e76b666c2bc7', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Week 4 notes: created a database, deleted a database, restored a database, hugged a database. #postgres #bootcamp', 0, 0, 0, NULL, '2026-12-21 19:36:27.702029+00', '2026-11-21 19:36:27.702029+00', '''#bootcamp'' ''#postgres'' ''4'' ''4 notes'' ''@amara'' ''a'' ''a database'' ''bootcamp'' ''created'' ''created a'' ''database'' ''database deleted'' ''database hugged'' ''database postgres'' ''database restored'' ''deleted'' ''deleted a'' ''hugged'' ''hugged a'' ''notes'' ''notes created'' ''postgres'' ''postgres bootcamp'' ''restored'' ''restored a'' ''week'' ''week 4''');
INSERT INTO public.activities VALUES ('1fffb80d-3a58-4d2f-9b10-2fdf196b1d48', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Reminder to self: the database was never down. My Wi-Fi was. I have apologised to the database. 🙏🏾', 0, 0, 0, NULL, '2026-11-25 18:36:27.702029+00', '2026-11-22 18:36:27.702029+00', '''@amara'' ''apologised'' ''apologised to'' ''database'' ''database was'' ''down'' ''down my'' ''fi'' ''fi was'' ''have'' ''have apologised'' ''i'' ''i have'' ''my'' ''my wi-fi'' ''never'' ''never down'' ''reminder'' ''reminder to'' ''self'' ''self the'' ''the'' ''the database'' ''to'' ''to self'' ''to the'' ''was'' ''was i'' ''was never'' ''wi'' ''wi fi'' ''wi-fi'' ''wi-fi wi''');
INSERT INTO public.activities VALUES ('9a0a6219-89cc-4216-8fd5-b222b1e815c5', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Does anybody else name their security groups after ex-managers? "Lets everything in" is a real rule I have. #aws', 0, 0, 0, NULL, '2026-11-24 08:52:27.702029+00', '2026-11-23 08:52:27.702029+00', '''#aws'' ''@amara'' ''a'' ''a real'' ''after'' ''after ex-managers'' ''anybody'' ''anybody else'' ''aws'' ''does'' ''does anybody'' ''else'' ''else name'' ''everything'' ''everything in'' ''ex'' ''ex managers'' ''ex-managers'' ''ex-managers ex'' ''groups'' ''groups after'' ''have'' ''have aws'' ''i'' ''i have'' ''in'' ''in is'' ''is'' ''is a'' ''lets'' ''lets everything'' ''managers'' ''managers lets'' ''name'' ''name their'' ''real'' ''real rule'' ''rule'' ''rule i'' ''security'' ''security groups'' ''their'' ''their security''');
INSERT INTO public.activities VALUES ('56325a96-af7f-4611-a752-974b79e53c73', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Good morning from Lagos! ☀️ Everything I say here will be gone in a week, and honestly that takes the pressure off. #hello', 0, 0, 0, NULL, '2026-11-30 09:36:18.702029+00', '2026-11-23 09:36:18.702029+00', '''#hello'' ''@amara'' ''a'' ''a week'' ''and'' ''and honestly'' ''be'' ''be gone'' ''everything'' ''everything i'' ''from'' ''from lagos'' ''gone'' ''gone in'' ''good'' ''good morning'' ''hello'' ''here'' ''here will'' ''honestly'' ''honestly that'' ''i'' ''i say'' ''in'' ''in a'' ''lagos'' ''lagos everything'' ''morning'' ''morning from'' ''off'' ''off hello'' ''pressure'' ''pressure off'' ''say'' ''say here'' ''takes'' ''takes the'' ''that'' ''that takes'' ''the'' ''the pressure'' ''week'' ''week and'' ''will'' ''will be''');
INSERT INTO public.activities VALUES ('d56e5965-ad6e-49d5-83d7-c99ecbfc8825', '16356360-da24-43ff-a01a-eaa15692af54', 'Si lees esto, la sopa se acabó y algo va mal. 🍲', 0, 0, 0, NULL, '2026-11-23 09:06:27.702029+00', '2026-11-23 08:06:27.702029+00', '''@mateo'' ''acabo'' ''acabo y'' ''algo'' ''algo va'' ''esto'' ''esto la'' ''la'' ''la sopa'' ''lees'' ''lees esto'' ''mal'' ''se'' ''se acabo'' ''si'' ''si lees'' ''sopa'' ''sopa se'' ''va'' ''va mal'' ''y'' ''y algo''');
INSERT INTO public.activities VALUES ('3c3fe6e4-dd06-4d9d-871a-180ac650954a', '16356360-da24-43ff-a01a-eaa15692af54', 'Un comensal pidió «lo que tú comerías». Le di pan con tomate. Volvió tres veces. 🍅🍞', 0, 0, 0, NULL, '2026-12-09 05:36:27.702029+00', '2026-11-09 05:36:27.702029+00', '''@mateo'' ''comensal'' ''comensal pidio'' ''comerias'' ''comerias le'' ''con'' ''con tomate'' ''di'' ''di pan'' ''le'' ''le di'' ''lo'' ''lo que'' ''pan'' ''pan con'' ''pidio'' ''pidio lo'' ''que'' ''que tu'' ''tomate'' ''tomate volvio'' ''tres'' ''tres veces'' ''tu'' ''tu comerias'' ''un'' ''un comensal'' ''veces'' ''volvio'' ''volvio tres''');
INSERT INTO public.activities VALUES ('717a7b89-2f3f-4393-8f8a-26f21998539f', '16356360-da24-43ff-a01a-eaa15692af54', 'Nadie me avisó de que pelar ajos para cuarenta personas era meditación. 🧄', 0, 0, 0, NULL, '2026-12-15 21:36:27.702029+00', '2026-11-15 21:36:27.702029+00', '''@mateo'' ''ajos'' ''ajos para'' ''aviso'' ''aviso de'' ''cuarenta'' ''cuarenta personas'' ''de'' ''de que'' ''era'' ''era meditacion'' ''me'' ''me aviso'' ''meditacion'' ''nadie'' ''nadie me'' ''para'' ''para cuarenta'' ''pelar'' ''pelar ajos'' ''personas'' ''personas era'' ''que'' ''que pelar''');
INSERT INTO public.activities VALUES ('e70e9bf4-8d14-4143-a40f-5ce95f32d29e', '16356360-da24-43ff-a01a-eaa15692af54', 'Abrí la nevera a ver si había inspiración. Había un limón. Suficiente. 🍋', 0, 0, 0, NULL, '2026-11-26 11:36:27.702029+00', '2026-11-19 11:36:27.702029+00', '''@mateo'' ''a'' ''a ver'' ''abri'' ''abri la'' ''habia'' ''habia inspiracion'' ''habia un'' ''inspiracion'' ''inspiracion habia'' ''la'' ''la nevera'' ''limon'' ''limon suficiente'' ''nevera'' ''nevera a'' ''si'' ''si habia'' ''suficiente'' ''un'' ''un limon'' ''ver'' ''ver si''');
INSERT INTO public.activities VALUES ('c456c11e-38e6-40c2-8da3-3917e24adc89', '16356360-da24-43ff-a01a-eaa15692af54', 'Mi abuela llama «nube» a la nube de internet y pregunta si mañana llueve archivos. ☁️', 0, 0, 0, NULL, '2026-12-21 09:36:27.702029+00', '2026-11-21 09:36:27.702029+00', '''@mateo'' ''a'' ''a la'' ''abuela'' ''abuela llama'' ''archivos'' ''de'' ''de internet'' ''internet'' ''internet y'' ''la'' ''la nube'' ''llama'' ''llama nube'' ''llueve'' ''llueve archivos'' ''manana'' ''manana llueve'' ''mi'' ''mi abuela'' ''nube'' ''nube a'' ''nube de'' ''pregunta'' ''pregunta si'' ''si'' ''si manana'' ''y'' ''y pregunta''');
INSERT INTO public.activities VALUES ('315166a4-5b92-4b6d-9f8a-3b0600c28bda', '16356360-da24-43ff-a01a-eaa15692af54', 'Regla de la cocina: si huele bien, ya casi está. Si huele a humo, ya estaba. 🔥', 0, 0, 0, NULL, '2026-11-29 15:06:27.702029+00', '2026-11-22 15:06:27.702029+00', '''@mateo'' ''a'' ''a humo'' ''bien'' ''bien ya'' ''casi'' ''casi esta'' ''cocina'' ''cocina si'' ''de'' ''de la'' ''esta'' ''esta si'' ''estaba'' ''huele'' ''huele a'' ''huele bien'' ''humo'' ''humo ya'' ''la'' ''la cocina'' ''regla'' ''regla de'' ''si'' ''si huele'' ''ya'' ''ya casi'' ''ya estaba''');
INSERT INTO public.activities VALUES ('fe3de45d-0782-4b73-a8ba-d0f80e29c81b', '16356360-da24-43ff-a01a-eaa15692af54', 'Hoy en el mercado: alcachofas a precio de risa. Corred. 🏃', 0, 0, 0, NULL, '2026-11-23 14:36:27.702029+00', '2026-11-23 02:36:27.702029+00', '''@mateo'' ''a'' ''a precio'' ''alcachofas'' ''alcachofas a'' ''corred'' ''de'' ''de risa'' ''el'' ''el mercado'' ''en'' ''en el'' ''hoy'' ''hoy en'' ''mercado'' ''mercado alcachofas'' ''precio'' ''precio de'' ''risa'' ''risa corred''');
INSERT INTO public.activities VALUES ('7a75fe9d-ec8a-4ba8-a05c-03341cdbbb19', '16356360-da24-43ff-a01a-eaa15692af54', 'La sopa está lista. Quien llegue en una hora, come. 🍲 #sopa', 0, 0, 0, NULL, '2026-11-23 10:35:40.702029+00', '2026-11-23 09:35:40.702029+00', '''#sopa'' ''@mateo'' ''come'' ''come sopa'' ''en'' ''en una'' ''esta'' ''esta lista'' ''hora'' ''hora come'' ''la'' ''la sopa'' ''lista'' ''lista quien'' ''llegue'' ''llegue en'' ''quien'' ''quien llegue'' ''sopa'' ''sopa esta'' ''una'' ''una hora''');
INSERT INTO public.activities VALUES ('41bdc6cf-6dd8-40d6-ae16-101d8a50f696', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '桜はもうないけれど、桜餅はまだある。🌸🍡', 0, 0, 0, NULL, '2026-12-06 07:36:27.702029+00', '2026-11-06 07:36:27.702029+00', '''@yuki'' ''桜はもうないけれど'' ''桜はもうないけれど 桜餅はまだある'' ''桜餅はまだある''');
INSERT INTO public.activities VALUES ('b7424dbb-6089-4c8f-bfa9-e19be284b498', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '始発の電車で、知らない人と同じ本を読んでいた。二人とも何も言わなかった。📖🚃', 0, 0, 0, NULL, '2026-12-13 17:36:27.702029+00', '2026-11-13 17:36:27.702029+00', '''@yuki'' ''二人とも何も言わなかった'' ''始発の電車で'' ''始発の電車で 知らない人と同じ本を読んでいた'' ''知らない人と同じ本を読んでいた'' ''知らない人と同じ本を読んでいた 二人とも何も言わなかった''');
INSERT INTO public.activities VALUES ('4180cf3f-9088-4ed0-9527-893cdc1d2ecf', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '古いカメラを直した。最初の一枚はピンぼけの猫。完璧。📸 #猫', 0, 0, 0, NULL, '2026-12-18 13:36:27.702029+00', '2026-11-18 13:36:27.702029+00', '''#猫'' ''@yuki'' ''古いカメラを直した'' ''古いカメラを直した 最初の一枚はピンぼけの猫'' ''完璧'' ''完璧 猫'' ''最初の一枚はピンぼけの猫'' ''最初の一枚はピンぼけの猫 完璧'' ''猫''');
INSERT INTO public.activities VALUES ('b6b504b7-5015-4b03-822f-1d4ac4038372', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '駅長(猫)は今日も勤務中。お疲れさまです。🐈🚉', 0, 0, 0, NULL, '2026-11-23 21:36:27.702029+00', '2026-11-20 21:36:27.702029+00', '''@yuki'' ''お疲れさまです'' ''は今日も勤務中'' ''は今日も勤務中 お疲れさまです'' ''猫'' ''猫 は今日も勤務中'' ''駅長'' ''駅長 猫''');
INSERT INTO public.activities VALUES ('854cfc0d-0ac1-403b-9774-2d17ce7edf7b', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '写真を三百枚撮って、残ったのは一枚。でもその一枚が好き。📷', 0, 0, 0, NULL, '2026-11-29 07:36:27.702029+00', '2026-11-22 07:36:27.702029+00', '''@yuki'' ''でもその一枚が好き'' ''写真を三百枚撮って'' ''写真を三百枚撮って 残ったのは一枚'' ''残ったのは一枚'' ''残ったのは一枚 でもその一枚が好き''');
INSERT INTO public.activities VALUES ('9b18b24c-5692-408d-b7f0-8565f57b4567', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '雨の日の路面電車はいい音がする。☔️ #電車', 0, 0, 0, NULL, '2026-11-30 00:31:27.702029+00', '2026-11-23 00:31:27.702029+00', '''#電車'' ''@yuki'' ''雨の日の路面電車はいい音がする'' ''雨の日の路面電車はいい音がする 電車'' ''電車''');
INSERT INTO public.activities VALUES ('e4a68d89-0a5b-4618-8ad7-3f4241f5e57b', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '終電を逃した。でも月がきれい。🌕', 0, 0, 0, NULL, '2026-11-24 07:10:27.702029+00', '2026-11-23 07:10:27.702029+00', '''@yuki'' ''でも月がきれい'' ''終電を逃した'' ''終電を逃した でも月がきれい''');
INSERT INTO public.activities VALUES ('586c21e6-384a-44d6-b1be-c83e3294a3d7', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'Students asked whether space is dark because it is sad. I have no better theory this early in the morning. 🌑', 0, 0, 0, NULL, '2026-12-08 13:36:27.702029+00', '2026-11-08 13:36:27.702029+00', '''@priya'' ''asked'' ''asked whether'' ''because'' ''because it'' ''better'' ''better theory'' ''dark'' ''dark because'' ''early'' ''early in'' ''have'' ''have no'' ''i'' ''i have'' ''in'' ''in the'' ''is'' ''is dark'' ''is sad'' ''it'' ''it is'' ''morning'' ''no'' ''no better'' ''sad'' ''sad i'' ''space'' ''space is'' ''students'' ''students asked'' ''the'' ''the morning'' ''theory'' ''theory this'' ''this'' ''this early'' ''whether'' ''whether space''');
INSERT INTO public.activities VALUES ('809e2357-dbe1-48ca-99d1-7f9fd47d4c31', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'Perseids count from the roof: 31. Mosquito bites: 44. Still worth it. ☄️ #astronomy', 0, 0, 0, NULL, '2026-12-19 07:36:27.702029+00', '2026-11-19 07:36:27.702029+00', '''#astronomy'' ''31'' ''31 mosquito'' ''44'' ''44 still'' ''@priya'' ''astronomy'' ''bites'' ''bites 44'' ''count'' ''count from'' ''from'' ''from the'' ''it'' ''it astronomy'' ''mosquito'' ''mosquito bites'' ''perseids'' ''perseids count'' ''roof'' ''roof 31'' ''still'' ''still worth'' ''the'' ''the roof'' ''worth'' ''worth it''');
INSERT INTO public.activities VALUES ('1fea267e-3291-4c91-8536-448f76e68e3a', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'תודה לשכן, شكراً للجار، thank you neighbour: one coffee pot, three languages. 🫖', 0, 0, 0, NULL, '2026-12-05 11:36:27.702029+00', '2026-11-05 11:36:27.702029+00', '''@omar'' ''coffee'' ''coffee pot'' ''languages'' ''neighbour'' ''neighbour one'' ''one'' ''one coffee'' ''pot'' ''pot three'' ''thank'' ''thank you'' ''three'' ''three languages'' ''you'' ''you neighbour'' ''לשכן'' ''לשכן شكراً'' ''תודה'' ''תודה לשכן'' ''شكراً'' ''شكراً للجار'' ''للجار'' ''للجار thank''');
INSERT INTO public.activities VALUES ('4eb6203e-d70a-4f96-93f2-6ee3eed7bc6a', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'आज की रात चाँद इतना पास लगा कि मैंने चाय का कप उसकी ओर बढ़ा दिया। 🌙 #चाँद', 0, 0, 0, NULL, '2026-11-28 06:36:27.702029+00', '2026-11-21 06:36:27.702029+00', '''#चाँद'' ''@priya'' ''आज'' ''आज की'' ''इतना'' ''इतना पास'' ''उसकी'' ''उसकी ओर'' ''ओर'' ''ओर बढ़ा'' ''कप'' ''कप उसकी'' ''का'' ''का कप'' ''कि'' ''कि मैंने'' ''की'' ''की रात'' ''चाँद'' ''चाँद इतना'' ''चाय'' ''चाय का'' ''दिया'' ''दिया चाँद'' ''पास'' ''पास लगा'' ''बढ़ा'' ''बढ़ा दिया'' ''मैंने'' ''मैंने चाय'' ''रात'' ''रात चाँद'' ''लगा'' ''लगा कि''');
INSERT INTO public.activities VALUES ('f0a0ba68-9470-4c48-83f8-a89dc49fc233', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'Saw the ISS go over! Four minutes of pointing at the sky and shouting at strangers. 🛰️', 0, 0, 0, NULL, '2026-11-23 13:36:27.702029+00', '2026-11-22 13:36:27.702029+00', '''@priya'' ''and'' ''and shouting'' ''at'' ''at strangers'' ''at the'' ''four'' ''four minutes'' ''go'' ''go over'' ''iss'' ''iss go'' ''minutes'' ''minutes of'' ''of'' ''of pointing'' ''over'' ''over four'' ''pointing'' ''pointing at'' ''saw'' ''saw the'' ''shouting'' ''shouting at'' ''sky'' ''sky and'' ''strangers'' ''the'' ''the iss'' ''the sky''');
INSERT INTO public.activities VALUES ('734d06d1-5df5-4523-b509-31907dbf2b5e', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'A star you see tonight may have burnt out long ago. A crud you read today will be gone on a date we know exactly. I find the second one more considerate. 🌟', 0, 0, 0, NULL, '2026-12-23 01:56:27.702029+00', '2026-11-23 01:56:27.702029+00', '''@priya'' ''a'' ''a crud'' ''a date'' ''a star'' ''ago'' ''ago a'' ''be'' ''be gone'' ''burnt'' ''burnt out'' ''considerate'' ''crud'' ''crud you'' ''date'' ''date we'' ''exactly'' ''exactly i'' ''find'' ''find the'' ''gone'' ''gone on'' ''have'' ''have burnt'' ''i'' ''i find'' ''know'' ''know exactly'' ''long'' ''long ago'' ''may'' ''may have'' ''more'' ''more considerate'' ''on'' ''on a'' ''one'' ''one more'' ''out'' ''out long'' ''read'' ''read today'' ''second'' ''second one'' ''see'' ''see tonight'' ''star'' ''star you'' ''the'' ''the second'' ''today'' ''today will'' ''tonight'' ''tonight may'' ''we'' ''we know'' ''will'' ''will be'' ''you'' ''you read'' ''you see''');
INSERT INTO public.activities VALUES ('6a7251c7-6588-4b39-83ae-1e4059b1b9e7', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'ഇന്ന് രാത്രി ആകാശം നോക്കാൻ മറക്കരുത്! ✨', 0, 0, 0, NULL, '2026-11-30 07:55:27.702029+00', '2026-11-23 07:55:27.702029+00', '''@priya'' ''ആകാശം'' ''ആകാശം നോക്കാൻ'' ''ഇന്ന്'' ''ഇന്ന് രാത്രി'' ''നോക്കാൻ'' ''നോക്കാൻ മറക്കരുത്'' ''മറക്കരുത്'' ''രാത്രി'' ''രാത്രി ആകാശം''');
INSERT INTO public.activities VALUES ('506e0efd-0d86-4a6c-b3b9-2a5bfe7f43e2', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'Clear skies over Kochi tonight: Saturn is up right after sunset, and you need nothing but eyes. 🪐 #astronomy', 0, 0, 0, NULL, '2026-11-23 21:14:27.702029+00', '2026-11-23 09:14:27.702029+00', '''#astronomy'' ''@priya'' ''after'' ''after sunset'' ''and'' ''and you'' ''astronomy'' ''but'' ''but eyes'' ''clear'' ''clear skies'' ''eyes'' ''eyes astronomy'' ''is'' ''is up'' ''kochi'' ''kochi tonight'' ''need'' ''need nothing'' ''nothing'' ''nothing but'' ''over'' ''over kochi'' ''right'' ''right after'' ''saturn'' ''saturn is'' ''skies'' ''skies over'' ''sunset'' ''sunset and'' ''tonight'' ''tonight saturn'' ''up'' ''up right'' ''you'' ''you need''');
INSERT INTO public.activities VALUES ('a836d176-2b89-40cc-8641-eb9f2755a20b', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'Längst vergessen, und das ist gut so. 🍂', 0, 0, 0, NULL, '2026-11-21 09:36:27.702029+00', '2026-11-14 09:36:27.702029+00', '''@lena'' ''das'' ''das ist'' ''gut'' ''gut so'' ''ist'' ''ist gut'' ''langst'' ''langst vergessen'' ''so'' ''und'' ''und das'' ''vergessen'' ''vergessen und''');
INSERT INTO public.activities VALUES ('4c16228b-e36c-4fd7-a8e2-825c928374f0', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'Heute 84 Kilometer gegen den Wind. Der Wind hat gewonnen, ich habe Kuchen. 🍰', 0, 0, 0, NULL, '2026-12-16 19:36:27.702029+00', '2026-11-16 19:36:27.702029+00', '''84'' ''84 kilometer'' ''@lena'' ''den'' ''den wind'' ''der'' ''der wind'' ''gegen'' ''gegen den'' ''gewonnen'' ''gewonnen ich'' ''habe'' ''habe kuchen'' ''hat'' ''hat gewonnen'' ''heute'' ''heute 84'' ''ich'' ''ich habe'' ''kilometer'' ''kilometer gegen'' ''kuchen'' ''wind'' ''wind der'' ''wind hat''');
INSERT INTO public.activities VALUES ('26bd7418-c351-432d-a15d-609447651f5d', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'Ein Index ist wie ein Stadtplan: Man vermisst ihn erst, wenn man jede Straße abläuft. 🗺️ #postgres', 0, 0, 0, NULL, '2026-12-19 21:36:27.702029+00', '2026-11-19 21:36:27.702029+00', '''#postgres'' ''@lena'' ''ablauft'' ''ablauft postgres'' ''ein'' ''ein index'' ''ein stadtplan'' ''erst'' ''erst wenn'' ''ihn'' ''ihn erst'' ''index'' ''index ist'' ''ist'' ''ist wie'' ''jede'' ''jede strasse'' ''man'' ''man jede'' ''man vermisst'' ''postgres'' ''stadtplan'' ''stadtplan man'' ''strasse'' ''strasse ablauft'' ''vermisst'' ''vermisst ihn'' ''wenn'' ''wenn man'' ''wie'' ''wie ein''');
INSERT INTO public.activities VALUES ('0d8e6a14-9da4-490e-b05d-fa2a008d3547', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'Mein Fahrrad hat jetzt mehr Licht als meine Wohnung. 🚲💡', 0, 0, 0, NULL, '2026-12-23 03:46:27.702029+00', '2026-11-23 03:46:27.702029+00', '''@lena'' ''als'' ''als meine'' ''fahrrad'' ''fahrrad hat'' ''hat'' ''hat jetzt'' ''jetzt'' ''jetzt mehr'' ''licht'' ''licht als'' ''mehr'' ''mehr licht'' ''mein'' ''mein fahrrad'' ''meine'' ''meine wohnung'' ''wohnung''');
INSERT INTO public.activities VALUES ('38ea8115-fa0e-4238-8dbd-ce5eb5d0521b', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'This should be plain text, not markup: <b>not bold</b> & <script>alert("not a dialog")</script>. If it looks boring, everything works. ✅', 0, 0, 0, NULL, '2026-12-23 08:44:27.702029+00', '2026-11-23 08:44:27.702029+00', '''@lena'' ''be'' ''be plain'' ''bold'' ''bold if'' ''boring'' ''boring everything'' ''everything'' ''everything works'' ''if'' ''if it'' ''it'' ''it looks'' ''looks'' ''looks boring'' ''markup'' ''markup not'' ''not'' ''not bold'' ''not markup'' ''plain'' ''plain text'' ''should'' ''should be'' ''text'' ''text not'' ''this'' ''this should'' ''works''');
INSERT INTO public.activities VALUES ('95ba2ba3-abe0-4dfc-9938-c5a17d97738b', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '月曜日。', 0, 0, 0, 'c050dd6f-02d8-4982-ae32-ec614bac5ca1', '2026-11-29 17:36:27.702029+00', '2026-11-22 22:21:27.702029+00', '''@yuki'' ''月曜日''');
INSERT INTO public.activities VALUES ('f54c888e-d8e7-48a2-81e0-6fbb186dc595', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'افتتح جاري مقهى صغيراً تحت البيت. وداعاً يا إنتاجية. ☕️🎉', 0, 0, 0, NULL, '2026-12-13 04:36:27.702029+00', '2026-11-13 04:36:27.702029+00', '''@omar'' ''إنتاجية'' ''افتتح'' ''افتتح جاري'' ''البيت'' ''البيت وداعاً'' ''تحت'' ''تحت البيت'' ''جاري'' ''جاري مقهى'' ''صغيراً'' ''صغيراً تحت'' ''مقهى'' ''مقهى صغيراً'' ''وداعاً'' ''وداعاً يا'' ''يا'' ''يا إنتاجية''');
INSERT INTO public.activities VALUES ('ac3a9ecb-fdf6-4735-885b-8a9780a1ebf6', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'المطر الأول هذا الموسم. المدينة كلها صارت رائحة تراب وخبز. 🌧️', 0, 0, 0, NULL, '2026-11-25 06:36:27.702029+00', '2026-11-18 06:36:27.702029+00', '''@omar'' ''الأول'' ''الأول هذا'' ''المدينة'' ''المدينة كلها'' ''المطر'' ''المطر الأول'' ''الموسم'' ''الموسم المدينة'' ''تراب'' ''تراب وخبز'' ''رائحة'' ''رائحة تراب'' ''صارت'' ''صارت رائحة'' ''كلها'' ''كلها صارت'' ''هذا'' ''هذا الموسم'' ''وخبز''');
INSERT INTO public.activities VALUES ('50f0485f-72a5-4498-8eea-7d399d034ee5', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'انتهيت من الرواية، والآن لا أعرف ماذا أفعل بنفسي. اقتراحات؟ 📖', 0, 0, 0, NULL, '2026-11-27 18:36:27.702029+00', '2026-11-20 18:36:27.702029+00', '''@omar'' ''أعرف'' ''أعرف ماذا'' ''أفعل'' ''أفعل بنفسي'' ''اقتراحات'' ''الرواية'' ''الرواية والآن'' ''انتهيت'' ''انتهيت من'' ''بنفسي'' ''بنفسي اقتراحات'' ''لا'' ''لا أعرف'' ''ماذا'' ''ماذا أفعل'' ''من'' ''من الرواية'' ''والآن'' ''والآن لا''');
INSERT INTO public.activities VALUES ('b2203797-e504-423e-bf19-9b0b26d32405', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'علّمتني جدتي أن القهوة لا تُستعجل، والكلام أيضاً. ☕️', 0, 0, 0, NULL, '2026-12-22 05:36:27.702029+00', '2026-11-22 05:36:27.702029+00', '''@omar'' ''أن'' ''أن القهوة'' ''أيضاً'' ''القهوة'' ''القهوة لا'' ''تُستعجل'' ''تُستعجل والكلام'' ''جدتي'' ''جدتي أن'' ''علّمتني'' ''علّمتني جدتي'' ''لا'' ''لا تُستعجل'' ''والكلام'' ''والكلام أيضاً''');
INSERT INTO public.activities VALUES ('5319c885-cace-4c3d-9c42-bbf971e3d882', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'من يعيرني كتاباً أعيده بعد شهر، وعليه بقعة قهوة واحدة فقط. أعدكم. 📚', 0, 0, 0, NULL, '2026-11-23 10:46:27.702029+00', '2026-11-22 22:46:27.702029+00', '''@omar'' ''أعدكم'' ''أعيده'' ''أعيده بعد'' ''بعد'' ''بعد شهر'' ''بقعة'' ''بقعة قهوة'' ''شهر'' ''شهر وعليه'' ''فقط'' ''فقط أعدكم'' ''قهوة'' ''قهوة واحدة'' ''كتاباً'' ''كتاباً أعيده'' ''من'' ''من يعيرني'' ''واحدة'' ''واحدة فقط'' ''وعليه'' ''وعليه بقعة'' ''يعيرني'' ''يعيرني كتاباً''');
INSERT INTO public.activities VALUES ('d98b8fdc-fae8-4c72-bdd3-84f7e43ea5d4', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'قطة الجيران تحضر الاجتماع معي اليوم، وهي الوحيدة التي تستمع. 🐱', 0, 0, 0, NULL, '2026-11-23 21:24:27.702029+00', '2026-11-23 09:24:27.702029+00', '''@omar'' ''الاجتماع'' ''الاجتماع معي'' ''التي'' ''التي تستمع'' ''الجيران'' ''الجيران تحضر'' ''الوحيدة'' ''الوحيدة التي'' ''اليوم'' ''اليوم وهي'' ''تحضر'' ''تحضر الاجتماع'' ''تستمع'' ''قطة'' ''قطة الجيران'' ''معي'' ''معي اليوم'' ''وهي'' ''وهي الوحيدة''');
INSERT INTO public.activities VALUES ('15f64f51-eb30-47f1-aced-7f51f1a0c06b', '4147a848-932d-456c-baa6-7caa755eddeb', 'Le four est réparé ! Le quartier peut de nouveau dormir les fenêtres ouvertes. 😌🍞', 0, 0, 0, NULL, '2026-12-07 22:36:27.702029+00', '2026-11-07 22:36:27.702029+00', '''@chloe'' ''de'' ''de nouveau'' ''dormir'' ''dormir les'' ''est'' ''est repare'' ''fenetres'' ''fenetres ouvertes'' ''four'' ''four est'' ''le'' ''le four'' ''le quartier'' ''les'' ''les fenetres'' ''nouveau'' ''nouveau dormir'' ''ouvertes'' ''peut'' ''peut de'' ''quartier'' ''quartier peut'' ''repare'' ''repare le''');
INSERT INTO public.activities VALUES ('95f79e0e-dace-46bd-b9cf-f9f98cc47bc2', '4147a848-932d-456c-baa6-7caa755eddeb', 'J''ai appris à dire « encore un ? » en neuf langues. C''est le mot le plus utile du métier. 🥐', 0, 0, 0, NULL, '2026-12-14 20:36:27.702029+00', '2026-11-14 20:36:27.702029+00', '''@chloe'' ''a'' ''a dire'' ''ai'' ''ai appris'' ''appris'' ''appris a'' ''c'' ''c est'' ''dire'' ''dire encore'' ''du'' ''du metier'' ''en'' ''en neuf'' ''encore'' ''encore un'' ''est'' ''est le'' ''j'' ''j ai'' ''langues'' ''langues c'' ''le'' ''le mot'' ''le plus'' ''metier'' ''mot'' ''mot le'' ''neuf'' ''neuf langues'' ''plus'' ''plus utile'' ''un'' ''un en'' ''utile'' ''utile du''');
INSERT INTO public.activities VALUES ('1c613ca6-6c7a-4655-ab3d-fa02f3737e5a', '4147a848-932d-456c-baa6-7caa755eddeb', 'Brioche du dimanche : beurre, patience, encore du beurre. 🧈', 0, 0, 0, NULL, '2026-12-19 02:36:27.702029+00', '2026-11-19 02:36:27.702029+00', '''@chloe'' ''beurre'' ''beurre patience'' ''brioche'' ''brioche du'' ''dimanche'' ''dimanche beurre'' ''du'' ''du beurre'' ''du dimanche'' ''encore'' ''encore du'' ''patience'' ''patience encore''');
INSERT INTO public.activities VALUES ('ce55c8eb-eccc-4288-bdfb-963a7cbcbfef', '4147a848-932d-456c-baa6-7caa755eddeb', 'Leçon du jour : on ne négocie pas avec le levain. Il se lève quand il veut. Comme mon fils.', 0, 0, 0, NULL, '2026-11-24 03:36:27.702029+00', '2026-11-21 03:36:27.702029+00', '''@chloe'' ''avec'' ''avec le'' ''comme'' ''comme mon'' ''du'' ''du jour'' ''fils'' ''il'' ''il se'' ''il veut'' ''jour'' ''jour on'' ''le'' ''le levain'' ''lecon'' ''lecon du'' ''levain'' ''levain il'' ''leve'' ''leve quand'' ''mon'' ''mon fils'' ''ne'' ''ne negocie'' ''negocie'' ''negocie pas'' ''on'' ''on ne'' ''pas'' ''pas avec'' ''quand'' ''quand il'' ''se'' ''se leve'' ''veut'' ''veut comme''');
INSERT INTO public.activities VALUES ('c18dfedc-d169-42ec-84e3-4395d1f54c79', '4147a848-932d-456c-baa6-7caa755eddeb', 'Un client m''a dit : « Votre pain, on dirait celui de ma grand-mère. » J''ai pleuré dans la farine. 🥹', 0, 0, 0, NULL, '2026-12-22 12:36:27.702029+00', '2026-11-22 12:36:27.702029+00', '''@chloe'' ''a'' ''a dit'' ''ai'' ''ai pleure'' ''celui'' ''celui de'' ''client'' ''client m'' ''dans'' ''dans la'' ''de'' ''de ma'' ''dirait'' ''dirait celui'' ''dit'' ''dit votre'' ''farine'' ''grand'' ''grand mere'' ''grand-mere'' ''grand-mere grand'' ''j'' ''j ai'' ''la'' ''la farine'' ''m'' ''m a'' ''ma'' ''ma grand-mere'' ''mere'' ''mere j'' ''on'' ''on dirait'' ''pain'' ''pain on'' ''pleure'' ''pleure dans'' ''un'' ''un client'' ''votre'' ''votre pain''');
INSERT INTO public.activities VALUES ('f905a4de-eed6-434c-8fb3-b1d627e4d2fc', '4147a848-932d-456c-baa6-7caa755eddeb', 'Quatre heures du matin, la ville dort, le four ronronne. Mon moment préféré. 🌙', 0, 0, 0, NULL, '2026-11-24 01:16:27.702029+00', '2026-11-23 01:16:27.702029+00', '''@chloe'' ''dort'' ''dort le'' ''du'' ''du matin'' ''four'' ''four ronronne'' ''heures'' ''heures du'' ''la'' ''la ville'' ''le'' ''le four'' ''matin'' ''matin la'' ''moment'' ''moment prefere'' ''mon'' ''mon moment'' ''prefere'' ''quatre'' ''quatre heures'' ''ronronne'' ''ronronne mon'' ''ville'' ''ville dort''');
INSERT INTO public.activities VALUES ('c1ad1e82-6387-4e6a-a815-276aa60bf12d', '4147a848-932d-456c-baa6-7caa755eddeb', 'Fournée de 14 h : pain au levain, croûte qui chante. Écoutez-la, vraiment. 🥖', 0, 0, 0, NULL, '2026-11-23 10:33:27.702029+00', '2026-11-23 07:33:27.702029+00', '''14'' ''14 h'' ''@chloe'' ''au'' ''au levain'' ''chante'' ''chante ecoutez-la'' ''croute'' ''croute qui'' ''de'' ''de 14'' ''ecoutez'' ''ecoutez la'' ''ecoutez-la'' ''ecoutez-la ecoutez'' ''fournee'' ''fournee de'' ''h'' ''h pain'' ''la'' ''la vraiment'' ''levain'' ''levain croute'' ''pain'' ''pain au'' ''qui'' ''qui chante'' ''vraiment''');
INSERT INTO public.activities VALUES ('84699a0b-f670-4f6b-83b1-82b2ff690205', '4147a848-932d-456c-baa6-7caa755eddeb', 'Il reste onze croissants. Dix. 🥐', 0, 0, 0, NULL, '2026-11-23 12:28:27.702029+00', '2026-11-23 09:28:27.702029+00', '''@chloe'' ''croissants'' ''croissants dix'' ''dix'' ''il'' ''il reste'' ''onze'' ''onze croissants'' ''reste'' ''reste onze''');
INSERT INTO public.activities VALUES ('75e840d5-2f26-4086-a3b4-7dc097f13a25', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'Teamanfang? 🫖', 0, 0, 0, 'c050dd6f-02d8-4982-ae32-ec614bac5ca1', '2026-11-29 17:36:27.702029+00', '2026-11-22 19:06:27.702029+00', '''@priya'' ''teamanfang''');
INSERT INTO public.activities VALUES ('d0dce603-3af0-4590-9ec4-358333304f5a', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'This crud slipped away while you were asleep. 👻', 0, 0, 0, NULL, '2026-11-22 20:36:27.702029+00', '2026-11-22 08:36:27.702029+00', '''@kofi'' ''asleep'' ''away'' ''away while'' ''crud'' ''crud slipped'' ''slipped'' ''slipped away'' ''this'' ''this crud'' ''were'' ''were asleep'' ''while'' ''while you'' ''you'' ''you were''');
INSERT INTO public.activities VALUES ('f127adea-8ccd-4bfd-b6b2-e4b073ef0956', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Interviewed a fisherman who names his nets. Today I met Patience, Grace and Wednesday. 🎣', 0, 0, 0, NULL, '2026-12-09 19:36:27.702029+00', '2026-11-09 19:36:27.702029+00', '''@kofi'' ''a'' ''a fisherman'' ''and'' ''and wednesday'' ''fisherman'' ''fisherman who'' ''grace'' ''grace and'' ''his'' ''his nets'' ''i'' ''i met'' ''interviewed'' ''interviewed a'' ''met'' ''met patience'' ''names'' ''names his'' ''nets'' ''nets today'' ''patience'' ''patience grace'' ''today'' ''today i'' ''wednesday'' ''who'' ''who names''');
INSERT INTO public.activities VALUES ('f0205522-8513-4442-b9eb-240bb0a71c60', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'My grandmother says a story belongs to whoever tells it last. The internet has not met my grandmother. 👵🏿', 0, 0, 0, NULL, '2026-12-16 07:36:27.702029+00', '2026-11-16 07:36:27.702029+00', '''@kofi'' ''a'' ''a story'' ''belongs'' ''belongs to'' ''grandmother'' ''grandmother says'' ''has'' ''has not'' ''internet'' ''internet has'' ''it'' ''it last'' ''last'' ''last the'' ''met'' ''met my'' ''my'' ''my grandmother'' ''not'' ''not met'' ''says'' ''says a'' ''story'' ''story belongs'' ''tells'' ''tells it'' ''the'' ''the internet'' ''to'' ''to whoever'' ''whoever'' ''whoever tells''');
INSERT INTO public.activities VALUES ('6957f62e-67c4-46ed-9620-1632f78d1152', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Tonight on the radio: two hours of songs under two minutes. Blink and you will need a new favourite. 📻🎶', 0, 0, 0, NULL, '2026-11-26 16:36:27.702029+00', '2026-11-19 16:36:27.702029+00', '''@kofi'' ''a'' ''a new'' ''and'' ''and you'' ''blink'' ''blink and'' ''favourite'' ''hours'' ''hours of'' ''minutes'' ''minutes blink'' ''need'' ''need a'' ''new'' ''new favourite'' ''of'' ''of songs'' ''on'' ''on the'' ''radio'' ''radio two'' ''songs'' ''songs under'' ''the'' ''the radio'' ''tonight'' ''tonight on'' ''two'' ''two hours'' ''two minutes'' ''under'' ''under two'' ''will'' ''will need'' ''you'' ''you will''');
INSERT INTO public.activities VALUES ('00bc05c8-265b-4f53-b7b5-3839f1683289', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Overheard at the station: "He is not late, he is ephemeral." I have stolen it for the novel. 📖', 0, 0, 0, NULL, '2026-11-24 13:36:27.702029+00', '2026-11-21 13:36:27.702029+00', '''@kofi'' ''at'' ''at the'' ''ephemeral'' ''ephemeral i'' ''for'' ''for the'' ''have'' ''have stolen'' ''he'' ''he is'' ''i'' ''i have'' ''is'' ''is ephemeral'' ''is not'' ''it'' ''it for'' ''late'' ''late he'' ''not'' ''not late'' ''novel'' ''overheard'' ''overheard at'' ''station'' ''station he'' ''stolen'' ''stolen it'' ''the'' ''the novel'' ''the station''');
INSERT INTO public.activities VALUES ('53da13eb-58f8-4155-8eb5-e33799140f5c', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Akwaaba to everyone who found this place today. Pull up a chair, nothing here lasts, so be kind quickly. 🇬🇭', 0, 0, 0, NULL, '2026-12-22 16:36:27.702029+00', '2026-11-22 16:36:27.702029+00', '''@kofi'' ''a'' ''a chair'' ''akwaaba'' ''akwaaba to'' ''be'' ''be kind'' ''chair'' ''chair nothing'' ''everyone'' ''everyone who'' ''found'' ''found this'' ''here'' ''here lasts'' ''kind'' ''kind quickly'' ''lasts'' ''lasts so'' ''nothing'' ''nothing here'' ''place'' ''place today'' ''pull'' ''pull up'' ''quickly'' ''so'' ''so be'' ''this'' ''this place'' ''to'' ''to everyone'' ''today'' ''today pull'' ''up'' ''up a'' ''who'' ''who found''');
INSERT INTO public.activities VALUES ('f44b1c32-a015-4a9b-a80f-1d0180c7f7f2', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Chapter four is finished! Chapter four was also finished in March. And in May. ✍🏿 #amwriting', 0, 0, 0, NULL, '2026-11-24 03:11:27.702029+00', '2026-11-23 03:11:27.702029+00', '''#amwriting'' ''@kofi'' ''also'' ''also finished'' ''amwriting'' ''and'' ''and in'' ''chapter'' ''chapter four'' ''finished'' ''finished chapter'' ''finished in'' ''four'' ''four is'' ''four was'' ''in'' ''in march'' ''in may'' ''is'' ''is finished'' ''march'' ''march and'' ''may'' ''may amwriting'' ''was'' ''was also''');
INSERT INTO public.activities VALUES ('071e38ca-5abc-40b6-b5b5-88ff7cfa4cd2', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Lost my voice at half time. The other half of me is also lost. 📻', 0, 0, 0, NULL, '2026-11-23 11:16:27.702029+00', '2026-11-23 08:16:27.702029+00', '''@kofi'' ''also'' ''also lost'' ''at'' ''at half'' ''half'' ''half of'' ''half time'' ''is'' ''is also'' ''lost'' ''lost my'' ''me'' ''me is'' ''my'' ''my voice'' ''of'' ''of me'' ''other'' ''other half'' ''the'' ''the other'' ''time'' ''time the'' ''voice'' ''voice at''');
INSERT INTO public.activities VALUES ('c0240df0-c86d-4be0-a150-9c5087ea2314', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Kick-off in ten minutes. I am calm. I am completely calm. ⚽️', 0, 0, 0, NULL, '2026-11-23 12:34:37.702029+00', '2026-11-23 09:34:37.702029+00', '''@kofi'' ''am'' ''am calm'' ''am completely'' ''calm'' ''calm i'' ''completely'' ''completely calm'' ''i'' ''i am'' ''in'' ''in ten'' ''kick'' ''kick off'' ''kick-off'' ''kick-off kick'' ''minutes'' ''minutes i'' ''off'' ''off in'' ''ten'' ''ten minutes''');
INSERT INTO public.activities VALUES ('aad26d37-ad1b-4edc-9f3e-ee7055c14039', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Primeiro dia de aulas de surf para os miúdos do bairro. Doze pranchas, doze sorrisos, um tubarão imaginário. 🦈', 0, 0, 0, NULL, '2026-12-04 18:36:27.702029+00', '2026-11-04 18:36:27.702029+00', '''@ines'' ''aulas'' ''aulas de'' ''bairro'' ''bairro doze'' ''de'' ''de aulas'' ''de surf'' ''dia'' ''dia de'' ''do'' ''do bairro'' ''doze'' ''doze pranchas'' ''doze sorrisos'' ''imaginario'' ''miudos'' ''miudos do'' ''os'' ''os miudos'' ''para'' ''para os'' ''pranchas'' ''pranchas doze'' ''primeiro'' ''primeiro dia'' ''sorrisos'' ''sorrisos um'' ''surf'' ''surf para'' ''tubarao'' ''tubarao imaginario'' ''um'' ''um tubarao''');
INSERT INTO public.activities VALUES ('b28f127a-6ef3-44b4-bd52-9259b235e659', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Vento de leste, água quentinha, zero desculpas. ☀️🌊 #surf', 0, 0, 0, NULL, '2026-12-12 15:36:27.702029+00', '2026-11-12 15:36:27.702029+00', '''#surf'' ''@ines'' ''agua'' ''agua quentinha'' ''de'' ''de leste'' ''desculpas'' ''desculpas surf'' ''leste'' ''leste agua'' ''quentinha'' ''quentinha zero'' ''surf'' ''vento'' ''vento de'' ''zero'' ''zero desculpas''');
INSERT INTO public.activities VALUES ('e2255dd9-435b-4c8e-8aa5-994876af87fa', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Encontrei o chinelo. Estava no pé do vizinho. Fica-lhe bem. 🩴😂', 0, 0, 0, NULL, '2026-12-18 00:36:27.702029+00', '2026-11-18 00:36:27.702029+00', '''@ines'' ''bem'' ''chinelo'' ''chinelo estava'' ''do'' ''do vizinho'' ''encontrei'' ''encontrei o'' ''estava'' ''estava no'' ''fica'' ''fica lhe'' ''fica-lhe'' ''fica-lhe fica'' ''lhe'' ''lhe bem'' ''no'' ''no pe'' ''o'' ''o chinelo'' ''pe'' ''pe do'' ''vizinho'' ''vizinho fica-lhe''');
INSERT INTO public.activities VALUES ('7530c8e8-5bc3-4ae5-8dd4-d4764389291d', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Dica de surfista para programadores: a onda que perdeste não volta. A próxima, sim. 🏄', 0, 0, 0, NULL, '2026-12-20 14:36:27.702029+00', '2026-11-20 14:36:27.702029+00', '''@ines'' ''a'' ''a onda'' ''a proxima'' ''de'' ''de surfista'' ''dica'' ''dica de'' ''nao'' ''nao volta'' ''onda'' ''onda que'' ''para'' ''para programadores'' ''perdeste'' ''perdeste nao'' ''programadores'' ''programadores a'' ''proxima'' ''proxima sim'' ''que'' ''que perdeste'' ''sim'' ''surfista'' ''surfista para'' ''volta'' ''volta a''');
INSERT INTO public.activities VALUES ('87c7b257-6114-4818-a721-7927827042d6', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Quem disse que segunda-feira não combina com mar nunca viu esta segunda-feira. 🐚', 0, 0, 0, NULL, '2026-11-25 21:36:27.702029+00', '2026-11-22 21:36:27.702029+00', '''@ines'' ''com'' ''com mar'' ''combina'' ''combina com'' ''disse'' ''disse que'' ''esta'' ''esta segunda-feira'' ''feira'' ''feira nao'' ''mar'' ''mar nunca'' ''nao'' ''nao combina'' ''nunca'' ''nunca viu'' ''que'' ''que segunda-feira'' ''quem'' ''quem disse'' ''segunda'' ''segunda feira'' ''segunda-feira'' ''segunda-feira segunda'' ''viu'' ''viu esta''');
INSERT INTO public.activities VALUES ('f39bea47-26f1-476e-a8f1-d6ea9c152848', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Hoje aprendi a cair com elegância. Ainda não aprendi a não cair. 🌊', 0, 0, 0, NULL, '2026-12-23 05:26:27.702029+00', '2026-11-23 05:26:27.702029+00', '''@ines'' ''a'' ''a cair'' ''a nao'' ''ainda'' ''ainda nao'' ''aprendi'' ''aprendi a'' ''cair'' ''cair com'' ''com'' ''com elegancia'' ''elegancia'' ''elegancia ainda'' ''hoje'' ''hoje aprendi'' ''nao'' ''nao aprendi'' ''nao cair''');
INSERT INTO public.activities VALUES ('3f2b12e7-5de6-43d4-9b39-754056cb3a90', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Mar de vidro na Ericeira. Levem a prancha grande. 🏄‍♀️ #surf', 0, 0, 0, NULL, '2026-11-23 11:58:27.702029+00', '2026-11-23 08:58:27.702029+00', '''#surf'' ''@ines'' ''a'' ''a prancha'' ''de'' ''de vidro'' ''ericeira'' ''ericeira levem'' ''grande'' ''grande surf'' ''levem'' ''levem a'' ''mar'' ''mar de'' ''na'' ''na ericeira'' ''prancha'' ''prancha grande'' ''surf'' ''vidro'' ''vidro na''');
INSERT INTO public.activities VALUES ('4b46c98f-dfae-433a-a5ab-07226e1225c9', '68d936bf-eca2-4012-8459-e1b07702d911', '첫 글입니다. 한 달 뒤에 사라진다니, 마음 편하게 인사드려요. 안녕하세요! 👋', 0, 0, 0, NULL, '2026-12-02 14:36:27.702029+00', '2026-11-02 14:36:27.702029+00', '''@minjun'' ''글입니다'' ''글입니다 한'' ''달'' ''달 뒤에'' ''뒤에'' ''뒤에 사라진다니'' ''마음'' ''마음 편하게'' ''사라진다니'' ''사라진다니 마음'' ''안녕하세요'' ''인사드려요'' ''인사드려요 안녕하세요'' ''첫'' ''첫 글입니다'' ''편하게'' ''편하게 인사드려요'' ''한'' ''한 달''');
INSERT INTO public.activities VALUES ('5a7de96b-1ca9-4363-87b2-622033e1fbad', '68d936bf-eca2-4012-8459-e1b07702d911', '할머니께 이모티콘을 가르쳐 드렸더니 이제 🦑만 보내십니다. 뜻은 아무도 모릅니다.', 0, 0, 0, NULL, '2026-12-12 02:36:27.702029+00', '2026-11-12 02:36:27.702029+00', '''@minjun'' ''가르쳐'' ''가르쳐 드렸더니'' ''드렸더니'' ''드렸더니 이제'' ''뜻은'' ''뜻은 아무도'' ''만'' ''만 보내십니다'' ''모릅니다'' ''보내십니다'' ''보내십니다 뜻은'' ''아무도'' ''아무도 모릅니다'' ''이모티콘을'' ''이모티콘을 가르쳐'' ''이제'' ''이제 만'' ''할머니께'' ''할머니께 이모티콘을''');
INSERT INTO public.activities VALUES ('34e1fe3f-3fad-42e3-8e72-e6515b9e7fa0', '68d936bf-eca2-4012-8459-e1b07702d911', '한강에서 자전거 타는 분들, @lena 님 조명 보고 놀라지 마세요. 🚲', 0, 0, 0, NULL, '2026-11-24 17:36:27.702029+00', '2026-11-17 17:36:27.702029+00', '''@lena'' ''@minjun'' ''lena'' ''lena 님'' ''놀라지'' ''놀라지 마세요'' ''님'' ''님 조명'' ''마세요'' ''보고'' ''보고 놀라지'' ''분들'' ''분들 lena'' ''자전거'' ''자전거 타는'' ''조명'' ''조명 보고'' ''타는'' ''타는 분들'' ''한강에서'' ''한강에서 자전거''');
INSERT INTO public.activities VALUES ('b9498479-63b1-4ff9-abea-5f7618a1ebeb', '68d936bf-eca2-4012-8459-e1b07702d911', '회의가 이메일이 될 수 있었고, 그 이메일은 침묵이 될 수 있었습니다.', 0, 0, 0, NULL, '2026-11-25 00:36:27.702029+00', '2026-11-22 00:36:27.702029+00', '''@minjun'' ''그'' ''그 이메일은'' ''될'' ''될 수'' ''수'' ''수 있었고'' ''수 있었습니다'' ''이메일은'' ''이메일은 침묵이'' ''이메일이'' ''이메일이 될'' ''있었고'' ''있었고 그'' ''있었습니다'' ''침묵이'' ''침묵이 될'' ''회의가'' ''회의가 이메일이''');
INSERT INTO public.activities VALUES ('33f2ffdc-768c-4150-9cd8-b445efcd9c0d', '68d936bf-eca2-4012-8459-e1b07702d911', '비밀번호를 바꿨는데, 바꾼 걸 제가 잊었습니다. 완벽한 보안입니다. 🔐', 0, 0, 0, NULL, '2026-12-22 20:36:27.702029+00', '2026-11-22 20:36:27.702029+00', '''@minjun'' ''걸'' ''걸 제가'' ''바꾼'' ''바꾼 걸'' ''바꿨는데'' ''바꿨는데 바꾼'' ''보안입니다'' ''비밀번호를'' ''비밀번호를 바꿨는데'' ''완벽한'' ''완벽한 보안입니다'' ''잊었습니다'' ''잊었습니다 완벽한'' ''제가'' ''제가 잊었습니다''');
INSERT INTO public.activities VALUES ('7a8092f3-735e-47a0-9649-e734b82d9d9c', '68d936bf-eca2-4012-8459-e1b07702d911', '새 키보드 도착. 옆자리 @lena 님께 미리 사과드립니다. ⌨️', 0, 0, 0, NULL, '2026-11-30 05:48:27.702029+00', '2026-11-23 05:48:27.702029+00', '''@lena'' ''@minjun'' ''lena'' ''lena 님께'' ''님께'' ''님께 미리'' ''도착'' ''도착 옆자리'' ''미리'' ''미리 사과드립니다'' ''사과드립니다'' ''새'' ''새 키보드'' ''옆자리'' ''옆자리 lena'' ''키보드'' ''키보드 도착''');
INSERT INTO public.activities VALUES ('d5ed605f-d0c1-4bb8-91d3-aad94a69d378', '68d936bf-eca2-4012-8459-e1b07702d911', '지금 라면 물 올렸습니다. 계란 넣을까요 말까요? 🍜', 0, 0, 0, NULL, '2026-11-23 10:10:27.702029+00', '2026-11-23 09:10:27.702029+00', '''@minjun'' ''계란'' ''계란 넣을까요'' ''넣을까요'' ''넣을까요 말까요'' ''라면'' ''라면 물'' ''말까요'' ''물'' ''물 올렸습니다'' ''올렸습니다'' ''올렸습니다 계란'' ''지금'' ''지금 라면''');
INSERT INTO public.activities VALUES ('40c4b771-4a39-4cf9-9f7e-3d77b3c1cd49', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Η θάλασσα φτιάχνει τα καλύτερα μπλε. Привіт із Салонік, малюю з натури. 💙', 0, 0, 0, NULL, '2026-12-03 20:36:27.702029+00', '2026-11-03 20:36:27.702029+00', '''@olena'' ''η'' ''η θαλασσα'' ''θαλασσα'' ''θαλασσα φτιαχνει'' ''καλυτερα'' ''καλυτερα μπλε'' ''μπλε'' ''μπλε привіт'' ''τα'' ''τα καλυτερα'' ''φτιαχνει'' ''φτιαχνει τα'' ''з'' ''з натури'' ''малюю'' ''малюю з'' ''натури'' ''привіт'' ''привіт із'' ''салонік'' ''салонік малюю'' ''із'' ''із салонік''');
INSERT INTO public.activities VALUES ('c9ba28b7-6ada-4968-9167-8c6a7f5de3be', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Розсада вже вища за кота. Кіт ображений. 🌱🐈', 0, 0, 0, NULL, '2026-12-11 12:36:27.702029+00', '2026-11-11 12:36:27.702029+00', '''@olena'' ''вже'' ''вже вища'' ''вища'' ''вища за'' ''за'' ''за кота'' ''кота'' ''кота кіт'' ''кіт'' ''кіт ображений'' ''ображений'' ''розсада'' ''розсада вже''');
INSERT INTO public.activities VALUES ('53ddde8f-b205-4235-8c43-22d417ee7943', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Книжка пішла до друку! Дракон більше не боїться темряви, тепер боюся я: раптом помилка на обкладинці. 📚🐉', 0, 0, 0, NULL, '2026-12-17 10:36:27.702029+00', '2026-11-17 10:36:27.702029+00', '''@olena'' ''боюся'' ''боюся я'' ''боїться'' ''боїться темряви'' ''більше'' ''більше не'' ''до'' ''до друку'' ''дракон'' ''дракон більше'' ''друку'' ''друку дракон'' ''книжка'' ''книжка пішла'' ''на'' ''на обкладинці'' ''не'' ''не боїться'' ''обкладинці'' ''помилка'' ''помилка на'' ''пішла'' ''пішла до'' ''раптом'' ''раптом помилка'' ''темряви'' ''темряви тепер'' ''тепер'' ''тепер боюся'' ''я'' ''я раптом''');
INSERT INTO public.activities VALUES ('dda654fb-b8a8-4a09-8d05-02c7a62abf6e', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Сусіди подарували кабачок. Ми подарували кабачок іншим сусідам. Коло замкнулося. 🥒', 0, 0, 0, NULL, '2026-11-27 04:36:27.702029+00', '2026-11-20 04:36:27.702029+00', '''@olena'' ''замкнулося'' ''кабачок'' ''кабачок ми'' ''кабачок іншим'' ''коло'' ''коло замкнулося'' ''ми'' ''ми подарували'' ''подарували'' ''подарували кабачок'' ''сусідам'' ''сусідам коло'' ''сусіди'' ''сусіди подарували'' ''іншим'' ''іншим сусідам''');
INSERT INTO public.activities VALUES ('50c9906a-912f-4463-a31f-7544f1bf7307', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Акварель не пробачає поспіху. Я теж, але з нею не сперечаюсь. 🎨', 0, 0, 0, NULL, '2026-12-21 22:36:27.702029+00', '2026-11-21 22:36:27.702029+00', '''@olena'' ''акварель'' ''акварель не'' ''але'' ''але з'' ''з'' ''з нею'' ''не'' ''не пробачає'' ''не сперечаюсь'' ''нею'' ''нею не'' ''поспіху'' ''поспіху я'' ''пробачає'' ''пробачає поспіху'' ''сперечаюсь'' ''теж'' ''теж але'' ''я'' ''я теж''');
INSERT INTO public.activities VALUES ('e859dfe2-221a-439e-87bd-43179f900f33', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'Merged before breakfast is my favourite constellation. ✨', 0, 0, 0, '15e5cbac-8f7a-41c5-89ef-c27d8cc3738b', '2026-11-30 04:21:27.702029+00', '2026-11-23 05:06:27.702029+00', '''@priya'' ''before'' ''before breakfast'' ''breakfast'' ''breakfast is'' ''constellation'' ''favourite'' ''favourite constellation'' ''is'' ''is my'' ''merged'' ''merged before'' ''my'' ''my favourite''');
INSERT INTO public.activities VALUES ('424c6163-9784-4fad-8437-8e2159e689d7', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Намалювала дракона, який боїться темряви. Редакторка сказала: «Це ж я». 🐉', 0, 0, 0, NULL, '2026-11-23 19:36:27.702029+00', '2026-11-22 19:36:27.702029+00', '''@olena'' ''боїться'' ''боїться темряви'' ''дракона'' ''дракона який'' ''ж'' ''ж я'' ''намалювала'' ''намалювала дракона'' ''редакторка'' ''редакторка сказала'' ''сказала'' ''сказала це'' ''темряви'' ''темряви редакторка'' ''це'' ''це ж'' ''я'' ''який'' ''який боїться''');
INSERT INTO public.activities VALUES ('c3ec6a0b-4da2-4515-8820-0f26901b12ce', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Шукаю слово, яким кіт просить їсти, коли щойно поїв. Для книжки. Терміново. 🐾', 0, 0, 0, NULL, '2026-11-23 16:51:27.702029+00', '2026-11-23 04:51:27.702029+00', '''@olena'' ''для'' ''для книжки'' ''книжки'' ''книжки терміново'' ''коли'' ''коли щойно'' ''кіт'' ''кіт просить'' ''поїв'' ''поїв для'' ''просить'' ''просить їсти'' ''слово'' ''слово яким'' ''терміново'' ''шукаю'' ''шукаю слово'' ''щойно'' ''щойно поїв'' ''яким'' ''яким кіт'' ''їсти'' ''їсти коли''');
INSERT INTO public.activities VALUES ('8c4ab189-ab85-4ae3-8180-344728cc0ad5', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Wedding gig. They asked for "something modern", so we played a waltz from 1931 but faster. 💃', 0, 0, 0, NULL, '2026-12-07 03:36:27.702029+00', '2026-11-07 03:36:27.702029+00', '''1931'' ''1931 but'' ''@thabo'' ''a'' ''a waltz'' ''asked'' ''asked for'' ''but'' ''but faster'' ''faster'' ''for'' ''for something'' ''from'' ''from 1931'' ''gig'' ''gig they'' ''modern'' ''modern so'' ''played'' ''played a'' ''so'' ''so we'' ''something'' ''something modern'' ''they'' ''they asked'' ''waltz'' ''waltz from'' ''we'' ''we played'' ''wedding'' ''wedding gig''');
INSERT INTO public.activities VALUES ('897df5b7-3082-418d-bf2a-698de1bbbeba', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Found my teacher''s handwriting in an old score: "breathe here". Best advice I ever got, in music or out of it. 🎼', 0, 0, 0, NULL, '2026-12-14 06:36:27.702029+00', '2026-11-14 06:36:27.702029+00', '''@thabo'' ''advice'' ''advice i'' ''an'' ''an old'' ''best'' ''best advice'' ''breathe'' ''breathe here'' ''ever'' ''ever got'' ''found'' ''found my'' ''got'' ''got in'' ''handwriting'' ''handwriting in'' ''here'' ''here best'' ''i'' ''i ever'' ''in'' ''in an'' ''in music'' ''it'' ''music'' ''music or'' ''my'' ''my teacher'' ''of'' ''of it'' ''old'' ''old score'' ''or'' ''or out'' ''out'' ''out of'' ''s'' ''s handwriting'' ''score'' ''score breathe'' ''teacher'' ''teacher s''');
INSERT INTO public.activities VALUES ('db638e8e-5e76-427c-8e05-c81f537a32aa', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Every double bass player eventually learns the exact dimensions of every lift in town. 🛗', 0, 0, 0, NULL, '2026-11-25 20:36:27.702029+00', '2026-11-18 20:36:27.702029+00', '''@thabo'' ''bass'' ''bass player'' ''dimensions'' ''dimensions of'' ''double'' ''double bass'' ''eventually'' ''eventually learns'' ''every'' ''every double'' ''every lift'' ''exact'' ''exact dimensions'' ''in'' ''in town'' ''learns'' ''learns the'' ''lift'' ''lift in'' ''of'' ''of every'' ''player'' ''player eventually'' ''the'' ''the exact'' ''town''');
INSERT INTO public.activities VALUES ('09551fb9-447d-4975-9852-afd3a18a2219', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Ngiyabonga to the lady on the bus who carried my bow while I carried the bass. You know who you are. 💛', 0, 0, 0, NULL, '2026-12-21 00:36:27.702029+00', '2026-11-21 00:36:27.702029+00', '''@thabo'' ''are'' ''bass'' ''bass you'' ''bow'' ''bow while'' ''bus'' ''bus who'' ''carried'' ''carried my'' ''carried the'' ''i'' ''i carried'' ''know'' ''know who'' ''lady'' ''lady on'' ''my'' ''my bow'' ''ngiyabonga'' ''ngiyabonga to'' ''on'' ''on the'' ''the'' ''the bass'' ''the bus'' ''the lady'' ''to'' ''to the'' ''while'' ''while i'' ''who'' ''who carried'' ''who you'' ''you'' ''you are'' ''you know''');
INSERT INTO public.activities VALUES ('3e3c39e5-b6aa-4ad9-bcbb-0e5318abfd9f', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Gig tonight, small room, big sound. @kofi bring the radio people! 🎷', 0, 0, 0, NULL, '2026-11-23 11:36:27.702029+00', '2026-11-22 11:36:27.702029+00', '''@kofi'' ''@thabo'' ''big'' ''big sound'' ''bring'' ''bring the'' ''gig'' ''gig tonight'' ''kofi'' ''kofi bring'' ''people'' ''radio'' ''radio people'' ''room'' ''room big'' ''small'' ''small room'' ''sound'' ''sound kofi'' ''the'' ''the radio'' ''tonight'' ''tonight small''');
INSERT INTO public.activities VALUES ('3d1b0bee-7e4f-4821-aea7-628b2c0decbf', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Practice log: scales 40 min, that one bar I always get wrong 55 min, looking out of the window 2 h. 🎶', 0, 0, 0, NULL, '2026-12-22 23:36:27.702029+00', '2026-11-22 23:36:27.702029+00', '''2'' ''2 h'' ''40'' ''40 min'' ''55'' ''55 min'' ''@thabo'' ''always'' ''always get'' ''bar'' ''bar i'' ''get'' ''get wrong'' ''h'' ''i'' ''i always'' ''log'' ''log scales'' ''looking'' ''looking out'' ''min'' ''min looking'' ''min that'' ''of'' ''of the'' ''one'' ''one bar'' ''out'' ''out of'' ''practice'' ''practice log'' ''scales'' ''scales 40'' ''that'' ''that one'' ''the'' ''the window'' ''window'' ''window 2'' ''wrong'' ''wrong 55''');
INSERT INTO public.activities VALUES ('45f24013-78cd-4f3d-9ebb-af7cee35511f', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Somebody asked what key the rain is in. E flat, obviously. 🌧️', 0, 0, 0, NULL, '2026-12-23 06:41:27.702029+00', '2026-11-23 06:41:27.702029+00', '''@thabo'' ''asked'' ''asked what'' ''e'' ''e flat'' ''flat'' ''flat obviously'' ''in'' ''in e'' ''is'' ''is in'' ''key'' ''key the'' ''obviously'' ''rain'' ''rain is'' ''somebody'' ''somebody asked'' ''the'' ''the rain'' ''what'' ''what key''');
INSERT INTO public.activities VALUES ('b2554396-a2d6-49ce-b977-240ab2d5d086', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'LGTM 🐾', 0, 0, 0, '176fa178-347b-476d-8610-d6a893629568', '2026-12-20 08:36:27.702029+00', '2026-11-20 10:36:27.702029+00', '''@amara'' ''lgtm''');
INSERT INTO public.activities VALUES ('e2ea9cf2-738e-4cc5-992b-1219656bbdeb', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Wrap it in BEGIN … ROLLBACK. Ask me how I know. 😅', 0, 0, 0, '77528ffd-9c4b-4603-8eaa-5ac55be06e31', '2026-11-24 09:31:27.702029+00', '2026-11-23 09:32:17.702029+00', '''@amara'' ''ask'' ''ask me'' ''begin'' ''begin rollback'' ''how'' ''how i'' ''i'' ''i know'' ''in'' ''in begin'' ''it'' ''it in'' ''know'' ''me'' ''me how'' ''rollback'' ''rollback ask'' ''wrap'' ''wrap it''');
INSERT INTO public.activities VALUES ('9beba06d-0905-4295-b949-7a5ffe423ab3', '7b03bce9-fac6-4b8f-93be-c983098f0c94', '@lena I would rather not say. It was a Friday.', 0, 0, 0, '77528ffd-9c4b-4603-8eaa-5ac55be06e31', '2026-11-24 09:31:27.702029+00', '2026-11-23 09:34:27.702029+00', '''@amara'' ''@lena'' ''a'' ''a friday'' ''friday'' ''i'' ''i would'' ''it'' ''it was'' ''lena'' ''lena i'' ''not'' ''not say'' ''rather'' ''rather not'' ''say'' ''say it'' ''was'' ''was a'' ''would'' ''would rather''');
INSERT INTO public.activities VALUES ('fba40546-006a-4294-b751-bc9792bbea6f', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Fingers crossed from Lagos! 🤞🏾', 0, 0, 0, '4c79c938-32a5-4a54-b4e4-07609a4fb4f0', '2026-12-10 09:36:27.702029+00', '2026-11-10 13:36:27.702029+00', '''@amara'' ''crossed'' ''crossed from'' ''fingers'' ''fingers crossed'' ''from'' ''from lagos'' ''lagos''');
INSERT INTO public.activities VALUES ('98f5398d-a573-4a37-aa6f-2f4cabbef0bf', '16356360-da24-43ff-a01a-eaa15692af54', 'Con sal gruesa y nada más. Prométemelo. 🧂', 0, 0, 0, '7a81ded4-d8cf-47c0-9bb3-ceda2a9688a4', '2026-11-26 09:05:27.702029+00', '2026-11-23 09:12:27.702029+00', '''@mateo'' ''con'' ''con sal'' ''gruesa'' ''gruesa y'' ''mas'' ''mas prometemelo'' ''nada'' ''nada mas'' ''prometemelo'' ''sal'' ''sal gruesa'' ''y'' ''y nada''');
INSERT INTO public.activities VALUES ('2873f95c-28cc-4bcd-bbc3-82dd7be0cbd0', '16356360-da24-43ff-a01a-eaa15692af54', 'Aceite de oliva, y no se discute. 🫒', 0, 0, 0, '55894ef5-5850-4e75-b81b-c30e0ca3c4e1', '2026-11-28 16:36:27.702029+00', '2026-11-21 21:36:27.702029+00', '''@mateo'' ''aceite'' ''aceite de'' ''de'' ''de oliva'' ''discute'' ''no'' ''no se'' ''oliva'' ''oliva y'' ''se'' ''se discute'' ''y'' ''y no''');
INSERT INTO public.activities VALUES ('7e905bc5-6645-445d-b446-69bfe6fe9e49', 'e97f76b9-69d8-44ca-9023-39765ed90100', '@amara How do you know?', 0, 0, 0, '77528ffd-9c4b-4603-8eaa-5ac55be06e31', '2026-11-24 09:31:27.702029+00', '2026-11-23 09:33:42.702029+00', '''@amara'' ''@lena'' ''amara'' ''amara how'' ''do'' ''do you'' ''how'' ''how do'' ''know'' ''you'' ''you know''');
INSERT INTO public.activities VALUES ('fd57a5e5-c4cf-418a-ad3e-2c86b8dcc48e', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'Ergebnis: vier Lager, ein Friedensvertrag, kein Salat mehr da.', 0, 0, 0, '55894ef5-5850-4e75-b81b-c30e0ca3c4e1', '2026-11-28 16:36:27.702029+00', '2026-11-23 03:36:27.702029+00', '''@lena'' ''da'' ''ein'' ''ein friedensvertrag'' ''ergebnis'' ''ergebnis vier'' ''friedensvertrag'' ''friedensvertrag kein'' ''kein'' ''kein salat'' ''lager'' ''lager ein'' ''mehr'' ''mehr da'' ''salat'' ''salat mehr'' ''vier'' ''vier lager''');
INSERT INTO public.activities VALUES ('98e2cca9-ecb9-4cac-8bc8-0eb0f54b21ee', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'كمون أكثر مما تظن: هذا شعر. 🌿', 0, 0, 0, '67e8c751-127b-46fe-91fa-62c3d908df4b', '2026-12-23 08:31:27.702029+00', '2026-11-23 08:38:27.702029+00', '''@omar'' ''أكثر'' ''أكثر مما'' ''تظن'' ''تظن هذا'' ''شعر'' ''كمون'' ''كمون أكثر'' ''مما'' ''مما تظن'' ''هذا'' ''هذا شعر''');
INSERT INTO public.activities VALUES ('46f8b73e-4af8-492c-84d1-c64a5fd8cbe2', '4147a848-932d-456c-baa6-7caa755eddeb', 'Et une tranche de pain ! Je t''envoie le pain.', 0, 0, 0, '7a81ded4-d8cf-47c0-9bb3-ceda2a9688a4', '2026-11-26 09:05:27.702029+00', '2026-11-23 09:17:27.702029+00', '''@chloe'' ''de'' ''de pain'' ''envoie'' ''envoie le'' ''et'' ''et une'' ''je'' ''je t'' ''le'' ''le pain'' ''pain'' ''pain je'' ''t'' ''t envoie'' ''tranche'' ''tranche de'' ''une'' ''une tranche''');
INSERT INTO public.activities VALUES ('ab49593a-6d70-4241-a42d-2b79eb5692fd', '4147a848-932d-456c-baa6-7caa755eddeb', 'À quatre heures du matin, la troisième est la première.', 0, 0, 0, 'cc7fcaa4-93e0-4a0e-818e-c8bef7988579', '2026-11-26 06:16:27.702029+00', '2026-11-23 07:06:27.702029+00', '''@chloe'' ''a'' ''a quatre'' ''du'' ''du matin'' ''est'' ''est la'' ''heures'' ''heures du'' ''la'' ''la premiere'' ''la troisieme'' ''matin'' ''matin la'' ''premiere'' ''quatre'' ''quatre heures'' ''troisieme'' ''troisieme est''');
INSERT INTO public.activities VALUES ('64f12125-2275-4e2b-af11-1274a4d1ef68', '4147a848-932d-456c-baa6-7caa755eddeb', 'Moutarde.', 0, 0, 0, '55894ef5-5850-4e75-b81b-c30e0ca3c4e1', '2026-11-28 16:36:27.702029+00', '2026-11-21 18:36:27.702029+00', '''@chloe'' ''moutarde''');
INSERT INTO public.activities VALUES ('251471a4-f1e5-4ed0-98cb-c6588601dc78', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'I can hear it from Accra. In tune, too!', 0, 0, 0, 'b4903fc0-a629-4afa-b349-52b6827c3627', '2026-11-30 09:19:27.702029+00', '2026-11-23 09:25:27.702029+00', '''@kofi'' ''accra'' ''accra in'' ''can'' ''can hear'' ''from'' ''from accra'' ''hear'' ''hear it'' ''i'' ''i can'' ''in'' ''in tune'' ''it'' ''it from'' ''too'' ''tune'' ''tune too''');
INSERT INTO public.activities VALUES ('bcf82fec-fbc0-48c1-b031-5047ddf44a45', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Jollof. I know that was not the question.', 0, 0, 0, '55894ef5-5850-4e75-b81b-c30e0ca3c4e1', '2026-11-28 16:36:27.702029+00', '2026-11-22 10:36:27.702029+00', '''@kofi'' ''i'' ''i know'' ''jollof'' ''jollof i'' ''know'' ''know that'' ''not'' ''not the'' ''question'' ''that'' ''that was'' ''the'' ''the question'' ''was'' ''was not''');
INSERT INTO public.activities VALUES ('cc9dd22c-05b4-4530-8cc9-1b84c9ba8c79', '27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Ayekoo! Well done! 🎉', 0, 0, 0, '15e5cbac-8f7a-41c5-89ef-c27d8cc3738b', '2026-11-30 04:21:27.702029+00', '2026-11-23 04:36:27.702029+00', '''@kofi'' ''ayekoo'' ''ayekoo well'' ''done'' ''well'' ''well done''');
INSERT INTO public.activities VALUES ('2211f456-443a-4ff9-9454-44447e0ba4ed', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Fiz. Repeti. Durmi. 10/10', 0, 0, 0, '67e8c751-127b-46fe-91fa-62c3d908df4b', '2026-12-23 08:31:27.702029+00', '2026-11-23 08:56:27.702029+00', '''10/10'' ''@ines'' ''durmi'' ''durmi 10/10'' ''fiz'' ''fiz repeti'' ''repeti'' ''repeti durmi''');
INSERT INTO public.activities VALUES ('8ba63ae7-b072-4439-843c-7cc8b6de866c', '68d936bf-eca2-4012-8459-e1b07702d911', '명복을 빕니다. 🪦', 0, 0, 0, '77528ffd-9c4b-4603-8eaa-5ac55be06e31', '2026-11-24 09:31:27.702029+00', '2026-11-23 09:32:57.702029+00', '''@minjun'' ''명복을'' ''명복을 빕니다'' ''빕니다''');
INSERT INTO public.activities VALUES ('3e0d0823-c235-470f-85c7-503317bd4ee6', '68d936bf-eca2-4012-8459-e1b07702d911', '駅長님께 경례! 🫡', 0, 0, 0, '26388db3-2949-4cd9-9a0a-e3f46676b82f', '2026-12-23 09:33:27.702029+00', '2026-11-23 09:34:07.702029+00', '''@minjun'' ''駅長님께'' ''駅長님께 경례'' ''경례''');
INSERT INTO public.activities VALUES ('444c032e-ed34-4129-a479-5565ed4a9945', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Тепер хочу намалювати поштаря з Андромеди. 💌', 0, 0, 0, '6d3f4a6b-edbb-45ce-9c78-9efb3618eab1', '2026-12-15 09:36:27.702029+00', '2026-11-18 05:36:27.702029+00', '''@olena'' ''андромеди'' ''з'' ''з андромеди'' ''намалювати'' ''намалювати поштаря'' ''поштаря'' ''поштаря з'' ''тепер'' ''тепер хочу'' ''хочу'' ''хочу намалювати''');
INSERT INTO public.activities VALUES ('fae983c4-0d17-425e-85d9-9bc739815427', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Намалюю його в кашкеті. 🎩🐈', 0, 0, 0, '26388db3-2949-4cd9-9a0a-e3f46676b82f', '2026-12-23 09:33:27.702029+00', '2026-11-23 09:35:12.702029+00', '''@olena'' ''в'' ''в кашкеті'' ''його'' ''його в'' ''кашкеті'' ''намалюю'' ''намалюю його''');
INSERT INTO public.activities VALUES ('0b116731-cb37-431c-ba03-e341f3d40ea5', '898f09b8-8619-4e44-9376-763c5d8107cd', 'The sea has a matching pair now. 🌊', 0, 0, 0, 'b3e75908-7b23-4713-8164-4d15521b7d69', '2026-11-25 03:36:27.702029+00', '2026-11-22 06:36:27.702029+00', '''@thabo'' ''a'' ''a matching'' ''has'' ''has a'' ''matching'' ''matching pair'' ''now'' ''pair'' ''pair now'' ''sea'' ''sea has'' ''the'' ''the sea''');
INSERT INTO public.activities VALUES ('fcb090d4-27ad-4b74-be7c-1222280929f8', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Achievement. Next question. ☕️☕️☕️', 0, 0, 0, 'cc7fcaa4-93e0-4a0e-818e-c8bef7988579', '2026-11-26 06:16:27.702029+00', '2026-11-23 06:31:27.702029+00', '''@thabo'' ''achievement'' ''achievement next'' ''next'' ''next question'' ''question''');
INSERT INTO public.activities VALUES ('394a8861-59bf-4855-8d1c-548d0f4a2c6c', '898f09b8-8619-4e44-9376-763c5d8107cd', 'Went outside. Took delivery. Thank you.', 0, 0, 0, '6d3f4a6b-edbb-45ce-9c78-9efb3618eab1', '2026-12-15 09:36:27.702029+00', '2026-11-15 13:36:27.702029+00', '''@thabo'' ''delivery'' ''delivery thank'' ''outside'' ''outside took'' ''thank'' ''thank you'' ''took'' ''took delivery'' ''went'' ''went outside'' ''you''');
INSERT INTO public.activities VALUES ('15e5cbac-8f7a-41c5-89ef-c27d8cc3738b', '7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Ẹ kú iṣẹ́ o! My first pull request was merged before breakfast. Dancing in the kitchen. 💃🏾 #100DaysOfCloud', 2, 0, 0, NULL, '2026-11-30 04:21:27.702029+00', '2026-11-23 04:21:27.702029+00', '''#100daysofcloud'' ''100daysofcloud'' ''@amara'' ''before'' ''before breakfast'' ''breakfast'' ''breakfast dancing'' ''dancing'' ''dancing in'' ''e'' ''e ku'' ''first'' ''first pull'' ''in'' ''in the'' ''ise'' ''ise o'' ''kitchen'' ''kitchen 100daysofcloud'' ''ku'' ''ku ise'' ''merged'' ''merged before'' ''my'' ''my first'' ''o'' ''o my'' ''pull'' ''pull request'' ''request'' ''request was'' ''the'' ''the kitchen'' ''was'' ''was merged''');
INSERT INTO public.activities VALUES ('67e8c751-127b-46fe-91fa-62c3d908df4b', '16356360-da24-43ff-a01a-eaa15692af54', 'Mi sopa de los martes:

1. dos cebollas, sin prisa
2. lentejas
3. comino, más del que crees
4. una hora

Ya está. 🥣', 2, 0, 0, NULL, '2026-12-23 08:31:27.702029+00', '2026-11-23 08:31:27.702029+00', '''1'' ''1 dos'' ''2'' ''2 lentejas'' ''3'' ''3 comino'' ''4'' ''4 una'' ''@mateo'' ''cebollas'' ''cebollas sin'' ''comino'' ''comino mas'' ''crees'' ''crees 4'' ''de'' ''de los'' ''del'' ''del que'' ''dos'' ''dos cebollas'' ''esta'' ''hora'' ''hora ya'' ''lentejas'' ''lentejas 3'' ''los'' ''los martes'' ''martes'' ''martes 1'' ''mas'' ''mas del'' ''mi'' ''mi sopa'' ''prisa'' ''prisa 2'' ''que'' ''que crees'' ''sin'' ''sin prisa'' ''sopa'' ''sopa de'' ''una'' ''una hora'' ''ya'' ''ya esta''');
INSERT INTO public.activities VALUES ('26388db3-2949-4cd9-9a0a-e3f46676b82f', '050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '駅のホームで三毛猫と目が合った。たぶん駅長です。🐈 #猫', 2, 0, 0, NULL, '2026-12-23 09:33:27.702029+00', '2026-11-23 09:33:27.702029+00', '''#猫'' ''@yuki'' ''たぶん駅長です'' ''たぶん駅長です 猫'' ''猫'' ''駅のホームで三毛猫と目が合った'' ''駅のホームで三毛猫と目が合った たぶん駅長です''');
INSERT INTO public.activities VALUES ('6d3f4a6b-edbb-45ce-9c78-9efb3618eab1', '489d9b48-f5f9-407d-9024-3024ffc8a7de', 'If you ever feel late: the light of Andromeda has been on its way to your eyes for 2.5 million years, nobody complained, and it arrives looking splendid. Sit outside for ten minutes tonight, let your pupils open, and take delivery of something posted before there were people. 🌌', 2, 0, 0, NULL, '2026-12-15 09:36:27.702029+00', '2026-11-15 09:36:27.702029+00', '''2.5'' ''2.5 million'' ''@priya'' ''and'' ''and it'' ''and take'' ''andromeda'' ''andromeda has'' ''arrives'' ''arrives looking'' ''been'' ''been on'' ''before'' ''before there'' ''complained'' ''complained and'' ''delivery'' ''delivery of'' ''ever'' ''ever feel'' ''eyes'' ''eyes for'' ''feel'' ''feel late'' ''for'' ''for 2.5'' ''for ten'' ''has'' ''has been'' ''if'' ''if you'' ''it'' ''it arrives'' ''its'' ''its way'' ''late'' ''late the'' ''let'' ''let your'' ''light'' ''light of'' ''looking'' ''looking splendid'' ''million'' ''million years'' ''minutes'' ''minutes tonight'' ''nobody'' ''nobody complained'' ''of'' ''of andromeda'' ''of something'' ''on'' ''on its'' ''open'' ''open and'' ''outside'' ''outside for'' ''people'' ''posted'' ''posted before'' ''pupils'' ''pupils open'' ''sit'' ''sit outside'' ''something'' ''something posted'' ''splendid'' ''splendid sit'' ''take'' ''take delivery'' ''ten'' ''ten minutes'' ''the'' ''the light'' ''there'' ''there were'' ''to'' ''to your'' ''tonight'' ''tonight let'' ''way'' ''way to'' ''were'' ''were people'' ''years'' ''years nobody'' ''you'' ''you ever'' ''your'' ''your eyes'' ''your pupils''');
INSERT INTO public.activities VALUES ('4c79c938-32a5-4a54-b4e4-07609a4fb4f0', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'Konferenzvortrag eingereicht: „Daten, die sterben dürfen“. Drückt mir die Daumen! 🤞 #ephemeral', 1, 0, 0, NULL, '2026-12-10 09:36:27.702029+00', '2026-11-10 09:36:27.702029+00', '''#ephemeral'' ''@lena'' ''daten'' ''daten die'' ''daumen'' ''daumen ephemeral'' ''die'' ''die daumen'' ''die sterben'' ''druckt'' ''druckt mir'' ''durfen'' ''durfen druckt'' ''eingereicht'' ''eingereicht daten'' ''ephemeral'' ''konferenzvortrag'' ''konferenzvortrag eingereicht'' ''mir'' ''mir die'' ''sterben'' ''sterben durfen''');
INSERT INTO public.activities VALUES ('55894ef5-5850-4e75-b81b-c30e0ca3c4e1', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'Kartoffelsalat-Umfrage: Brühe oder Mayonnaise? Antworten werden nach sieben Tagen gelöscht, Freundschaften vielleicht früher. 🥔', 4, 0, 0, NULL, '2026-11-28 16:36:27.702029+00', '2026-11-21 16:36:27.702029+00', '''@lena'' ''antworten'' ''antworten werden'' ''bruhe'' ''bruhe oder'' ''freundschaften'' ''freundschaften vielleicht'' ''fruher'' ''geloscht'' ''geloscht freundschaften'' ''kartoffelsalat'' ''kartoffelsalat umfrage'' ''kartoffelsalat-umfrage'' ''kartoffelsalat-umfrage kartoffelsalat'' ''mayonnaise'' ''mayonnaise antworten'' ''nach'' ''nach sieben'' ''oder'' ''oder mayonnaise'' ''sieben'' ''sieben tagen'' ''tagen'' ''tagen geloscht'' ''umfrage'' ''umfrage bruhe'' ''vielleicht'' ''vielleicht fruher'' ''werden'' ''werden nach''');
INSERT INTO public.activities VALUES ('c050dd6f-02d8-4982-ae32-ec614bac5ca1', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'Sammle Vorschläge: Wie heißt das Gegenteil von „Feierabend“? #deutsch', 2, 0, 0, NULL, '2026-11-29 17:36:27.702029+00', '2026-11-22 17:36:27.702029+00', '''#deutsch'' ''@lena'' ''das'' ''das gegenteil'' ''deutsch'' ''feierabend'' ''feierabend deutsch'' ''gegenteil'' ''gegenteil von'' ''heisst'' ''heisst das'' ''sammle'' ''sammle vorschlage'' ''von'' ''von feierabend'' ''vorschlage'' ''vorschlage wie'' ''wie'' ''wie heisst''');
INSERT INTO public.activities VALUES ('77528ffd-9c4b-4603-8eaa-5ac55be06e31', 'e97f76b9-69d8-44ca-9023-39765ed90100', 'TIL: `EXPLAIN ANALYZE` really does run the query. Also the DELETE. 🙃 #postgres', 4, 0, 0, NULL, '2026-11-24 09:31:27.702029+00', '2026-11-23 09:31:27.702029+00', '''#postgres'' ''@lena'' ''also'' ''also the'' ''analyze'' ''analyze really'' ''delete'' ''delete postgres'' ''does'' ''does run'' ''explain'' ''explain analyze'' ''postgres'' ''query'' ''query also'' ''really'' ''really does'' ''run'' ''run the'' ''the'' ''the delete'' ''the query'' ''til'' ''til explain''');
INSERT INTO public.activities VALUES ('cc7fcaa4-93e0-4a0e-818e-c8bef7988579', 'c633320d-7932-4ded-a806-8b15fc42d4a2', 'سؤال مهم: هل القهوة الثالثة عادة سيئة أم إنجاز؟ ☕️ #قهوة', 2, 0, 0, NULL, '2026-11-26 06:16:27.702029+00', '2026-11-23 06:16:27.702029+00', '''#قهوة'' ''@omar'' ''أم'' ''أم إنجاز'' ''إنجاز'' ''إنجاز قهوة'' ''الثالثة'' ''الثالثة عادة'' ''القهوة'' ''القهوة الثالثة'' ''سؤال'' ''سؤال مهم'' ''سيئة'' ''سيئة أم'' ''عادة'' ''عادة سيئة'' ''قهوة'' ''مهم'' ''مهم هل'' ''هل'' ''هل القهوة''');
INSERT INTO public.activities VALUES ('b3e75908-7b23-4713-8164-4d15521b7d69', 'dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Alguém viu um chinelo azul, pé esquerdo? A maré levou-o e não deixou recado. 🩴', 1, 0, 0, NULL, '2026-11-25 03:36:27.702029+00', '2026-11-22 03:36:27.702029+00', '''@ines'' ''a'' ''a mare'' ''alguem'' ''alguem viu'' ''azul'' ''azul pe'' ''chinelo'' ''chinelo azul'' ''deixou'' ''deixou recado'' ''e'' ''e nao'' ''esquerdo'' ''esquerdo a'' ''levou'' ''levou o'' ''levou-o'' ''levou-o levou'' ''mare'' ''mare levou-o'' ''nao'' ''nao deixou'' ''o'' ''o e'' ''pe'' ''pe esquerdo'' ''recado'' ''um'' ''um chinelo'' ''viu'' ''viu um''');
INSERT INTO public.activities VALUES ('176fa178-347b-476d-8610-d6a893629568', '68d936bf-eca2-4012-8459-e1b07702d911', '고양이가 키보드 위에서 잤습니다. 커밋 메시지: "ㅁㄴㅇㄹㅁㄴㅇㄹ". 통과됐습니다. 😺', 1, 0, 0, NULL, '2026-12-20 08:36:27.702029+00', '2026-11-20 08:36:27.702029+00', '''@minjun'' ''ㅁㄴㅇㄹㅁㄴㅇㄹ'' ''ㅁㄴㅇㄹㅁㄴㅇㄹ 통과됐습니다'' ''고양이가'' ''고양이가 키보드'' ''메시지'' ''메시지 ㅁㄴㅇㄹㅁㄴㅇㄹ'' ''위에서'' ''위에서 잤습니다'' ''잤습니다'' ''잤습니다 커밋'' ''커밋'' ''커밋 메시지'' ''키보드'' ''키보드 위에서'' ''통과됐습니다''');
INSERT INTO public.activities VALUES ('7a81ded4-d8cf-47c0-9bb3-ceda2a9688a4', '3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Перший помідор цього року! Маленький, кривий і найкращий у світі. 🍅 #город', 2, 0, 0, NULL, '2026-11-26 09:05:27.702029+00', '2026-11-23 09:05:27.702029+00', '''#город'' ''@olena'' ''город'' ''кривий'' ''кривий і'' ''маленький'' ''маленький кривий'' ''найкращий'' ''найкращий у'' ''перший'' ''перший помідор'' ''помідор'' ''помідор цього'' ''року'' ''року маленький'' ''світі'' ''світі город'' ''у'' ''у світі'' ''цього'' ''цього року'' ''і'' ''і найкращий''');
INSERT INTO public.activities VALUES ('b4903fc0-a629-4afa-b349-52b6827c3627', '898f09b8-8619-4e44-9376-763c5d8107cd', 'New strings on the bass. The whole street is about to find out. 🎻 #jazz', 1, 0, 0, NULL, '2026-11-30 09:19:27.702029+00', '2026-11-23 09:19:27.702029+00', '''#jazz'' ''@thabo'' ''about'' ''about to'' ''bass'' ''bass the'' ''find'' ''find out'' ''is'' ''is about'' ''jazz'' ''new'' ''new strings'' ''on'' ''on the'' ''out'' ''out jazz'' ''street'' ''street is'' ''strings'' ''strings on'' ''the'' ''the bass'' ''the whole'' ''to'' ''to find'' ''whole'' ''whole street''');
INSERT INTO public.activities VALUES ('0af4e5c7-3274-4c10-9e20-a2efd0fb7155', '73a692d8-7358-4b3e-9249-fbebf1f820fd', 'For ever @andrewbrown #upgrade', 0, 0, 0, NULL, '2099-12-31 00:00:00+00', '2026-11-23 09:36:27.852013+00', '''#upgrade'' ''@andrewbrown'' ''@lukasz'' ''andrewbrown'' ''andrewbrown upgrade'' ''ever'' ''ever andrewbrown'' ''for'' ''for ever'' ''upgrade''');

INSERT INTO public.databasechangelog VALUES ('users', 'cruddur', 'liquibase/changes/0001-users.sql', '2026-11-23 09:36:27.414377', 1, 'EXECUTED', '9:8f08fa1838b664a60382b9ab22002cdd', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('activities', 'cruddur', 'liquibase/changes/0002-activities.sql', '2026-11-23 09:36:27.483592', 2, 'EXECUTED', '9:ee838f2c4a006426f0941a254cb1fcc7', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('likes', 'cruddur', 'liquibase/changes/0003-likes-and-reposts.sql', '2026-11-23 09:36:27.502791', 3, 'EXECUTED', '9:43fe177dda3f9afd41060afdc8b92d25', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('reposts', 'cruddur', 'liquibase/changes/0003-likes-and-reposts.sql', '2026-11-23 09:36:27.513751', 4, 'EXECUTED', '9:6c99eceb08370a938ef5232bb765ed7a', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('feed-activities', 'cruddur', 'liquibase/changes/0004-feed-activities.sql', '2026-11-23 09:36:27.525934', 5, 'EXECUTED', '9:78b76ea19a4e6d51ba6b9968476e3d1b', 'sql', 'An activity as the contract shows it in every feed, with the newest three of its replies: written once, for all reads.', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('message-groups', 'cruddur', 'liquibase/changes/0005-messages.sql', '2026-11-23 09:36:27.540705', 6, 'EXECUTED', '9:c5ddee79fccb250b817852b8350d90a5', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('message-group-members', 'cruddur', 'liquibase/changes/0005-messages.sql', '2026-11-23 09:36:27.559113', 7, 'EXECUTED', '9:29e7847e47130ed7a5845db6eb8c3815', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('messages', 'cruddur', 'liquibase/changes/0005-messages.sql', '2026-11-23 09:36:27.573999', 8, 'EXECUTED', '9:a3e65ea1de6f6b23da26e208e91a3caf', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('notifications', 'cruddur', 'liquibase/changes/0006-notifications.sql', '2026-11-23 09:36:27.588485', 9, 'EXECUTED', '9:f1763916894dcb49b09dad992a317b47', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('notify', 'cruddur', 'liquibase/changes/0006-notifications.sql', '2026-11-23 09:36:27.597677', 10, 'EXECUTED', '9:8e5230cb88d7f2fdf5c832a284d5632e', 'sql', 'Creates notifications', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('notify-trigger', 'cruddur', 'liquibase/changes/0006-notifications.sql', '2026-11-23 09:36:27.604678', 11, 'EXECUTED', '9:9e77f8600e6297b984f64fd38cc51962', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('idempotency-keys', 'cruddur', 'liquibase/changes/0007-idempotency-keys.sql', '2026-11-23 09:36:27.616874', 12, 'EXECUTED', '9:ccc4533ee2f59dc41850da51830077a9', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('search-configuration', 'cruddur', 'liquibase/changes/0008-search.sql', '2026-11-23 09:36:27.635857', 13, 'EXECUTED', '9:a50a13f08652ec0056ee20227df3720b', 'sql', 'Words as they are, but for case and accents; unaccent is a trusted extension: the database''s owner may create it.', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('search-functions', 'cruddur', 'liquibase/changes/0008-search.sql', '2026-11-23 09:36:27.656479', 14, 'EXECUTED', '9:16e6b7c6ce8150f53dcfa7baaf0e3a4c', 'sql', 'PostgreSQL''s parser drops # and @: tags and handles are lexemes of their own, beside their words.', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('search-column', 'cruddur', 'liquibase/changes/0008-search.sql', '2026-11-23 09:36:27.670177', 15, 'EXECUTED', '9:ba14b8e332fae5e2f2061825aaec8e33', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('search-trigger', 'cruddur', 'liquibase/changes/0008-search.sql', '2026-11-23 09:36:27.683602', 16, 'EXECUTED', '9:195230a6e5e72887dd4fd3a30ebc3753', 'sql', '', NULL, '4.33.0', NULL, NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('seed', 'cruddur', 'liquibase/seed/seed.sql', '2026-11-23 09:36:27.696512', 17, 'EXECUTED', '9:fc3e8989538dfcbf3fe06dff5e28afc3', 'sql', 'The two people and the crud of the original. Their cognito id was MOCK for both; here each has one of its own.', NULL, '4.33.0', '(seed or demo)', NULL, '5426586608');
INSERT INTO public.databasechangelog VALUES ('demo', 'cruddur', 'liquibase/seed/demo.sql', '2026-11-23 09:36:27.823913', 18, 'EXECUTED', '9:697a292a90126615d49c49eee6b8761b', 'sql', 'A lively first look: twelve people besides the two of seed.sql, a hundred cruds, some replies. Ages count back from the moment of loading.', NULL, '4.33.0', 'demo', NULL, '5426586608');

INSERT INTO public.idempotency_keys VALUES ('bab7e125-60b6-4cb0-b020-0ea6e8666920', 'kept', 'asked', '{}', '2026-11-23 09:36:27.84874+00');

INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', '34e1fe3f-3fad-42e3-8e72-e6515b9e7fa0', '2026-11-17 17:36:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', '7a8092f3-735e-47a0-9649-e734b82d9d9c', '2026-11-23 05:48:27.702029+00');
INSERT INTO public.notifications VALUES ('27c7eb3d-fb00-459d-8223-c4f909d3909b', '3e3c39e5-b6aa-4ad9-bcbb-0e5318abfd9f', '2026-11-22 11:36:27.702029+00');
INSERT INTO public.notifications VALUES ('68d936bf-eca2-4012-8459-e1b07702d911', 'b2554396-a2d6-49ce-b977-240ab2d5d086', '2026-11-20 10:36:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', 'e2ea9cf2-738e-4cc5-992b-1219656bbdeb', '2026-11-23 09:32:17.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', '9beba06d-0905-4295-b949-7a5ffe423ab3', '2026-11-23 09:34:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', 'fba40546-006a-4294-b751-bc9792bbea6f', '2026-11-10 13:36:27.702029+00');
INSERT INTO public.notifications VALUES ('3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', '98f5398d-a573-4a37-aa6f-2f4cabbef0bf', '2026-11-23 09:12:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', '2873f95c-28cc-4bcd-bbc3-82dd7be0cbd0', '2026-11-21 21:36:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', '95ba2ba3-abe0-4dfc-9938-c5a17d97738b', '2026-11-22 22:21:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', '75e840d5-2f26-4086-a3b4-7dc097f13a25', '2026-11-22 19:06:27.702029+00');
INSERT INTO public.notifications VALUES ('7b03bce9-fac6-4b8f-93be-c983098f0c94', 'e859dfe2-221a-439e-87bd-43179f900f33', '2026-11-23 05:06:27.702029+00');
INSERT INTO public.notifications VALUES ('7b03bce9-fac6-4b8f-93be-c983098f0c94', '7e905bc5-6645-445d-b446-69bfe6fe9e49', '2026-11-23 09:33:42.702029+00');
INSERT INTO public.notifications VALUES ('16356360-da24-43ff-a01a-eaa15692af54', '98e2cca9-ecb9-4cac-8bc8-0eb0f54b21ee', '2026-11-23 08:38:27.702029+00');
INSERT INTO public.notifications VALUES ('3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', '46f8b73e-4af8-492c-84d1-c64a5fd8cbe2', '2026-11-23 09:17:27.702029+00');
INSERT INTO public.notifications VALUES ('c633320d-7932-4ded-a806-8b15fc42d4a2', 'ab49593a-6d70-4241-a42d-2b79eb5692fd', '2026-11-23 07:06:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', '64f12125-2275-4e2b-af11-1274a4d1ef68', '2026-11-21 18:36:27.702029+00');
INSERT INTO public.notifications VALUES ('898f09b8-8619-4e44-9376-763c5d8107cd', '251471a4-f1e5-4ed0-98cb-c6588601dc78', '2026-11-23 09:25:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', 'bcf82fec-fbc0-48c1-b031-5047ddf44a45', '2026-11-22 10:36:27.702029+00');
INSERT INTO public.notifications VALUES ('7b03bce9-fac6-4b8f-93be-c983098f0c94', 'cc9dd22c-05b4-4530-8cc9-1b84c9ba8c79', '2026-11-23 04:36:27.702029+00');
INSERT INTO public.notifications VALUES ('16356360-da24-43ff-a01a-eaa15692af54', '2211f456-443a-4ff9-9454-44447e0ba4ed', '2026-11-23 08:56:27.702029+00');
INSERT INTO public.notifications VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', '8ba63ae7-b072-4439-843c-7cc8b6de866c', '2026-11-23 09:32:57.702029+00');
INSERT INTO public.notifications VALUES ('050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '3e0d0823-c235-470f-85c7-503317bd4ee6', '2026-11-23 09:34:07.702029+00');
INSERT INTO public.notifications VALUES ('489d9b48-f5f9-407d-9024-3024ffc8a7de', '444c032e-ed34-4129-a479-5565ed4a9945', '2026-11-18 05:36:27.702029+00');
INSERT INTO public.notifications VALUES ('050a9f4a-ffb5-4e62-b748-d06fbc86a70d', 'fae983c4-0d17-425e-85d9-9bc739815427', '2026-11-23 09:35:12.702029+00');
INSERT INTO public.notifications VALUES ('dff1e698-b3d3-4dfb-8988-338fcedd4717', '0b116731-cb37-431c-ba03-e341f3d40ea5', '2026-11-22 06:36:27.702029+00');
INSERT INTO public.notifications VALUES ('c633320d-7932-4ded-a806-8b15fc42d4a2', 'fcb090d4-27ad-4b74-be7c-1222280929f8', '2026-11-23 06:31:27.702029+00');
INSERT INTO public.notifications VALUES ('489d9b48-f5f9-407d-9024-3024ffc8a7de', '394a8861-59bf-4855-8d1c-548d0f4a2c6c', '2026-11-15 13:36:27.702029+00');
INSERT INTO public.notifications VALUES ('1431b096-cc30-4f37-8c90-ecdb88895618', '0af4e5c7-3274-4c10-9e20-a2efd0fb7155', '2026-11-23 09:36:27.852013+00');

INSERT INTO public.users VALUES ('1431b096-cc30-4f37-8c90-ecdb88895618', 'Andrew Brown', 'andrewbrown', 'andrew@test.com', 'MOCK-andrewbrown', '', '2026-11-23 09:36:27.685561+00');
INSERT INTO public.users VALUES ('bab7e125-60b6-4cb0-b020-0ea6e8666920', 'Andrew Bayko', 'bayko', 'bayko@friedfish.com', 'MOCK-bayko', '', '2026-11-23 09:36:27.685561+00');
INSERT INTO public.users VALUES ('7b03bce9-fac6-4b8f-93be-c983098f0c94', 'Amara Okafor', 'amara', 'amara@example.com', 'MOCK-amara', 'Cloud apprentice in Lagos. I break staging so that you need not.', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('16356360-da24-43ff-a01a-eaa15692af54', 'Mateo Rivera', 'mateo', 'mateo@example.com', 'MOCK-mateo', 'Cocinero. Hablo de sopa más de lo necesario.', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('050a9f4a-ffb5-4e62-b748-d06fbc86a70d', '雪野ゆき', 'yuki', 'yuki@example.com', 'MOCK-yuki', '猫と電車と写真。', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('489d9b48-f5f9-407d-9024-3024ffc8a7de', 'Priya Nair', 'priya', 'priya@example.com', 'MOCK-priya', 'Looks up at night, sleeps in meetings. 🔭', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('e97f76b9-69d8-44ca-9023-39765ed90100', 'Lena Hoffmann', 'lena', 'lena@example.org', 'MOCK-lena', 'Fahrräder, Postgres, Kartoffelsalat.', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('c633320d-7932-4ded-a806-8b15fc42d4a2', 'عمر حداد', 'omar', 'omar@example.org', 'MOCK-omar', 'قهوة وكتب وقطط الجيران', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('4147a848-932d-456c-baa6-7caa755eddeb', 'Chloé Martin', 'chloe', 'chloe@example.org', 'MOCK-chloe', 'Boulangère. Debout à 4 h, au lit à 21 h.', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('27c7eb3d-fb00-459d-8223-c4f909d3909b', 'Kofi Mensah', 'kofi', 'kofi@example.org', 'MOCK-kofi', 'Radio, football and a very slow novel.', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('dff1e698-b3d3-4dfb-8988-338fcedd4717', 'Inês Duarte', 'ines', 'ines@example.net', 'MOCK-ines', 'Ondas primeiro, correio depois. 🌊', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('68d936bf-eca2-4012-8459-e1b07702d911', '김민준', 'minjun', 'minjun@example.net', 'MOCK-minjun', '키보드를 또 샀습니다.', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('3f2e7a03-0ce2-45c8-b03f-9a699028f7b2', 'Олена Коваль', 'olena', 'olena@example.net', 'MOCK-olena', 'Ілюструю дитячі книжки, вирощую помідори.', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('898f09b8-8619-4e44-9376-763c5d8107cd', 'Thabo Dlamini', 'thabo', 'thabo@example.net', 'MOCK-thabo', 'Double bass. Also double espresso.', '2026-11-23 09:36:27.702029+00');
INSERT INTO public.users VALUES ('73a692d8-7358-4b3e-9249-fbebf1f820fd', 'Łukasz "Ł" O''Neil', 'lukasz', 'lukasz@example.com', 'sub-of-lukasz', 'two
lines', '2026-11-23 09:36:27.851441+00');
INSERT INTO public.likes VALUES ('bab7e125-60b6-4cb0-b020-0ea6e8666920', 'e7736e51-c08f-4b3c-89d5-5e7c82dcdf87', '2026-11-23 09:40:00+00');
INSERT INTO public.reposts VALUES ('bab7e125-60b6-4cb0-b020-0ea6e8666920', 'e7736e51-c08f-4b3c-89d5-5e7c82dcdf87', '2026-11-23 09:40:00+00');
UPDATE public.activities SET likes_count = 1, reposts_count = 1 WHERE uuid = 'e7736e51-c08f-4b3c-89d5-5e7c82dcdf87';
INSERT INTO public.message_groups VALUES ('0d6a3d0e-6b62-4b5c-9a0e-3f1c5f0a7b11', '1431b096-cc30-4f37-8c90-ecdb88895618', 'bab7e125-60b6-4cb0-b020-0ea6e8666920', '2026-11-23 09:40:00+00');
INSERT INTO public.message_group_members VALUES ('0d6a3d0e-6b62-4b5c-9a0e-3f1c5f0a7b11', '1431b096-cc30-4f37-8c90-ecdb88895618', 1, '2026-11-23 09:40:00+00');
INSERT INTO public.message_group_members VALUES ('0d6a3d0e-6b62-4b5c-9a0e-3f1c5f0a7b11', 'bab7e125-60b6-4cb0-b020-0ea6e8666920', 0, '2026-11-23 09:40:00+00');
INSERT INTO public.messages VALUES ('5b1f5a5e-9e0c-4f7e-8a52-2c64d2a9f3d4', '0d6a3d0e-6b62-4b5c-9a0e-3f1c5f0a7b11', 'bab7e125-60b6-4cb0-b020-0ea6e8666920', 'Is it still up? 🔥', '2026-11-23 09:40:00+00');

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_pkey PRIMARY KEY (uuid);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_uuid, key);

ALTER TABLE ONLY public.likes
    ADD CONSTRAINT likes_pkey PRIMARY KEY (user_uuid, activity_uuid);

ALTER TABLE ONLY public.message_group_members
    ADD CONSTRAINT message_group_members_pkey PRIMARY KEY (message_group_uuid, user_uuid);

ALTER TABLE ONLY public.message_groups
    ADD CONSTRAINT message_groups_pair_key UNIQUE (first_user_uuid, second_user_uuid);

ALTER TABLE ONLY public.message_groups
    ADD CONSTRAINT message_groups_pkey PRIMARY KEY (uuid);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (uuid);

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (user_uuid, activity_uuid);

ALTER TABLE ONLY public.reposts
    ADD CONSTRAINT reposts_pkey PRIMARY KEY (user_uuid, activity_uuid);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_cognito_user_id_key UNIQUE (cognito_user_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_handle_key UNIQUE (handle);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (uuid);

CREATE INDEX activities_home_idx ON public.activities USING btree (created_at DESC, uuid DESC) WHERE (reply_to_activity_uuid IS NULL);

CREATE INDEX activities_replies_idx ON public.activities USING btree (reply_to_activity_uuid, created_at DESC, uuid DESC) WHERE (reply_to_activity_uuid IS NOT NULL);

CREATE INDEX activities_search_idx ON public.activities USING gin (search) WHERE (reply_to_activity_uuid IS NULL);

CREATE INDEX activities_user_idx ON public.activities USING btree (user_uuid, created_at DESC, uuid DESC) INCLUDE (expires_at) WHERE (reply_to_activity_uuid IS NULL);

CREATE INDEX idempotency_keys_created_idx ON public.idempotency_keys USING btree (created_at);

CREATE INDEX likes_activity_idx ON public.likes USING btree (activity_uuid);

CREATE INDEX message_group_members_user_idx ON public.message_group_members USING btree (user_uuid, latest_message_at DESC, message_group_uuid DESC);

CREATE INDEX messages_group_idx ON public.messages USING btree (message_group_uuid, created_at DESC, uuid DESC);

CREATE INDEX notifications_activity_idx ON public.notifications USING btree (activity_uuid);

CREATE INDEX notifications_user_idx ON public.notifications USING btree (user_uuid, created_at DESC, activity_uuid DESC);

CREATE INDEX reposts_activity_idx ON public.reposts USING btree (activity_uuid);

CREATE INDEX reposts_user_idx ON public.reposts USING btree (user_uuid, created_at DESC, activity_uuid DESC);

CREATE UNIQUE INDEX users_email_key ON public.users USING btree (lower(email));

CREATE TRIGGER activities_index BEFORE INSERT OR UPDATE OF message ON public.activities FOR EACH ROW EXECUTE FUNCTION public.set_search_vector();

CREATE TRIGGER activities_notify AFTER INSERT ON public.activities FOR EACH ROW WHEN (((new.reply_to_activity_uuid IS NOT NULL) OR (new.message ~~ '%@%'::text))) EXECUTE FUNCTION public.create_notifications();

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_reply_to_fkey FOREIGN KEY (reply_to_activity_uuid) REFERENCES public.activities(uuid) ON DELETE CASCADE;

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_user_fkey FOREIGN KEY (user_uuid) REFERENCES public.users(uuid);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_user_fkey FOREIGN KEY (user_uuid) REFERENCES public.users(uuid);

ALTER TABLE ONLY public.likes
    ADD CONSTRAINT likes_activity_fkey FOREIGN KEY (activity_uuid) REFERENCES public.activities(uuid) ON DELETE CASCADE;

ALTER TABLE ONLY public.likes
    ADD CONSTRAINT likes_user_fkey FOREIGN KEY (user_uuid) REFERENCES public.users(uuid);

ALTER TABLE ONLY public.message_group_members
    ADD CONSTRAINT message_group_members_group_fkey FOREIGN KEY (message_group_uuid) REFERENCES public.message_groups(uuid);

ALTER TABLE ONLY public.message_group_members
    ADD CONSTRAINT message_group_members_user_fkey FOREIGN KEY (user_uuid) REFERENCES public.users(uuid);

ALTER TABLE ONLY public.message_groups
    ADD CONSTRAINT message_groups_first_fkey FOREIGN KEY (first_user_uuid) REFERENCES public.users(uuid);

ALTER TABLE ONLY public.message_groups
    ADD CONSTRAINT message_groups_second_fkey FOREIGN KEY (second_user_uuid) REFERENCES public.users(uuid);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_member_fkey FOREIGN KEY (message_group_uuid, user_uuid) REFERENCES public.message_group_members(message_group_uuid, user_uuid);

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_activity_fkey FOREIGN KEY (activity_uuid) REFERENCES public.activities(uuid) ON DELETE CASCADE;

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_user_fkey FOREIGN KEY (user_uuid) REFERENCES public.users(uuid);

ALTER TABLE ONLY public.reposts
    ADD CONSTRAINT reposts_activity_fkey FOREIGN KEY (activity_uuid) REFERENCES public.activities(uuid) ON DELETE CASCADE;

ALTER TABLE ONLY public.reposts
    ADD CONSTRAINT reposts_user_fkey FOREIGN KEY (user_uuid) REFERENCES public.users(uuid);

