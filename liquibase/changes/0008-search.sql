--liquibase formatted sql logicalFilePath:liquibase/changes/0008-search.sql

--changeset cruddur:search-configuration
--comment Text search without stemming, regardless of case and accents. The database's owner may create the trusted extension unaccent.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION cruddur (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION cruddur
  ALTER MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_numpart, hword_part, numhword, numword, word
  WITH unaccent, simple;
--rollback DROP TEXT SEARCH CONFIGURATION cruddur;
--rollback DROP EXTENSION unaccent;

--changeset cruddur:search-functions splitStatements:false
--comment PostgreSQL's parser drops # and @; therefore tags and handles are added as separate lexemes.
-- IMMUTABLE, so that the planner can evaluate the query and estimate its rows; true as long as unaccent's rules are not edited.
-- PL/pgSQL, because it caches plans: the functions run for each crud, and several times when a search is planned.
CREATE FUNCTION extract_tags_and_handles(text text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  -- Most texts have none.
  IF text !~ '[#@]' THEN
    RETURN CAST('{}' AS text[]);
  END IF;
  RETURN COALESCE(array_agg(DISTINCT lower(unaccent(mark[1]))), CAST('{}' AS text[]))
  FROM regexp_matches(text, '[#@][[:alnum:]_]{1,99}', 'g') AS mark;
END
$$;

-- Each pair of consecutive words as one lexeme. PostgreSQL keeps statistics of lexemes and finds them in the index; for a phrase, it
-- estimates two separate words and rechecks every row that contains both.
CREATE FUNCTION word_pairs(words tsvector) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN COALESCE(array_agg(DISTINCT word || ' ' || following), CAST('{}' AS text[]))
  FROM (
    SELECT
      lexeme AS word,
      lead(lexeme) OVER (ORDER BY position) AS following,
      lead(position) OVER (ORDER BY position) - position AS distance
    FROM unnest(words) AS lexemes, unnest(lexemes.positions) AS position
  ) AS neighbours
  -- A lexeme has at most 2,046 bytes.
  WHERE distance = 1 AND octet_length(word) + octet_length(following) < 2000;
END
$$;

CREATE FUNCTION search_vector(message text, handle text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  words CONSTANT tsvector := to_tsvector('cruddur', message);
BEGIN
  RETURN strip(words)
    || array_to_tsvector(word_pairs(words) || extract_tags_and_handles(message) || array_remove(ARRAY['@' || handle], NULL));
END
$$;

-- Matches the term's words, consecutive or in any order, and all its tags and handles. The term has no operators.
CREATE FUNCTION search_query(term text, in_order boolean) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE AS $$
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
--rollback DROP FUNCTION search_query(text, boolean);
--rollback DROP FUNCTION search_vector(text, text);
--rollback DROP FUNCTION word_pairs(tsvector);
--rollback DROP FUNCTION extract_tags_and_handles(text);

--changeset cruddur:search-column
ALTER TABLE activities ADD COLUMN search tsvector;
UPDATE activities SET search = search_vector(message, users.handle) FROM users WHERE users.uuid = user_uuid;
CREATE INDEX activities_search_idx ON activities USING gin (search) WHERE reply_to_activity_uuid IS NULL;
--rollback ALTER TABLE activities DROP COLUMN search;

--changeset cruddur:search-trigger splitStatements:false
CREATE FUNCTION set_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  author CONSTANT text := (SELECT handle FROM users WHERE uuid = NEW.user_uuid);
BEGIN
  NEW.search := search_vector(NEW.message, author);
  RETURN NEW;
END
$$;

CREATE TRIGGER activities_index BEFORE INSERT OR UPDATE OF message ON activities FOR EACH ROW
  EXECUTE FUNCTION set_search_vector();
--rollback DROP TRIGGER activities_index ON activities;
--rollback DROP FUNCTION set_search_vector();
