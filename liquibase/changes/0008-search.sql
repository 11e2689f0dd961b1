--liquibase formatted sql logicalFilePath:liquibase/changes/0008-search.sql

--changeset cruddur:search-configuration
--comment Words as they are, but for case and accents; unaccent is a trusted extension: the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION cruddur (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION cruddur
  ALTER MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_numpart, hword_part, numhword, numword, word
  WITH unaccent, simple;
--rollback DROP TEXT SEARCH CONFIGURATION cruddur;
--rollback DROP EXTENSION unaccent;

--changeset cruddur:search-functions splitStatements:false
--comment PostgreSQL's parser drops # and @: tags and handles are lexemes of their own, beside their words.
-- Immutable as long as nobody edits unaccent's rules: so the planner knows the query, and how many cruds it will find.
-- In PL/pgSQL what is called for each crud and several times to plan a search: it keeps its plans, a function in SQL makes them anew.
CREATE FUNCTION search_marks(text text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  -- Most texts have none.
  IF text !~ '[#@]' THEN
    RETURN CAST('{}' AS text[]);
  END IF;
  RETURN COALESCE(array_agg(DISTINCT lower(unaccent(mark[1]))), CAST('{}' AS text[]))
  FROM regexp_matches(text, '[#@][[:alnum:]_]+', 'g') AS mark;
END
$$;

CREATE FUNCTION search_vector(message text, handle text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
  SELECT to_tsvector('cruddur', message) || array_to_tsvector(search_marks(message) || array_remove(ARRAY['@' || handle], NULL))
$$;

-- The term's words, one after the other or in any order, and all its tags and handles. Nothing in it is an operator.
CREATE FUNCTION search_query(term text, in_order boolean) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  words CONSTANT text := regexp_replace(term, '[#@][[:alnum:]_]+', ' ', 'g');
  result tsquery;
  mark text;
BEGIN
  IF words ~ '\S' THEN
    result := CASE WHEN in_order THEN phraseto_tsquery('cruddur', words) ELSE plainto_tsquery('cruddur', words) END;
  END IF;
  FOREACH mark IN ARRAY search_marks(term) LOOP
    mark := '''' || replace(replace(mark, '\', '\\'), '''', '''''') || '''';
    result := COALESCE(result && CAST(mark AS tsquery), CAST(mark AS tsquery));
  END LOOP;
  RETURN result;
END
$$;
--rollback DROP FUNCTION search_query(text, boolean);
--rollback DROP FUNCTION search_vector(text, text);
--rollback DROP FUNCTION search_marks(text);

--changeset cruddur:search-column
ALTER TABLE activities ADD COLUMN search tsvector;
UPDATE activities SET search = search_vector(message, users.handle) FROM users WHERE users.uuid = user_uuid;
CREATE INDEX activities_search_idx ON activities USING gin (search) WHERE reply_to_activity_uuid IS NULL;
--rollback ALTER TABLE activities DROP COLUMN search;

--changeset cruddur:search-trigger splitStatements:false
CREATE FUNCTION index_activity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  author CONSTANT text := (SELECT handle FROM users WHERE uuid = NEW.user_uuid);
BEGIN
  NEW.search := search_vector(NEW.message, author);
  RETURN NEW;
END
$$;

CREATE TRIGGER activities_index BEFORE INSERT OR UPDATE OF message ON activities FOR EACH ROW
  EXECUTE FUNCTION index_activity();
--rollback DROP TRIGGER activities_index ON activities;
--rollback DROP FUNCTION index_activity();
