--liquibase formatted sql logicalFilePath:liquibase/changes/0012-search-by-prefix.sql

--changeset cruddur:search-emoji splitStatements:false
--comment Emoji as lexemes, which PostgreSQL's parser drops; a skin tone and each letter of a flag is a separate one. Older cruds have none: they expire soon.
CREATE FUNCTION extract_emoji(text text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN COALESCE(array_agg(DISTINCT emoji[1]), CAST('{}' AS text[]))
  FROM regexp_matches(text, '[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]', 'g') AS emoji;
END
$$;

CREATE FUNCTION add_emoji_to_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := NEW.search || array_to_tsvector(extract_emoji(NEW.message));
  RETURN NEW;
END
$$;

-- Triggers run in the order of their names: after activities_index.
CREATE TRIGGER activities_index_emoji BEFORE INSERT OR UPDATE OF message ON activities FOR EACH ROW
  EXECUTE FUNCTION add_emoji_to_search_vector();
--rollback DROP TRIGGER activities_index_emoji ON activities;
--rollback DROP FUNCTION add_emoji_to_search_vector();
--rollback DROP FUNCTION extract_emoji(text);

--changeset cruddur:search-by-prefix splitStatements:false
--comment As search_query, which nodes of the previous release use; in addition, the last word matches all words that begin with it, also as the second of two consecutive words, and emoji are matched.
CREATE FUNCTION prefix_search_query(term text, in_order boolean) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  words CONSTANT tsvector := to_tsvector('cruddur', regexp_replace(term, '[#@][[:alnum:]_]{1,99}', ' ', 'g'));
  last_word CONSTANT text := (
    SELECT lexeme
    FROM unnest(words) AS lexemes, unnest(lexemes.positions) AS position
    ORDER BY position DESC
    LIMIT 1
  );
  lexemes text[] := tsvector_to_array(words) || extract_tags_and_handles(term) || extract_emoji(term);
BEGIN
  IF in_order THEN
    lexemes := lexemes || word_pairs(words);
  END IF;
  RETURN CAST((
    SELECT string_agg(
      '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''
        || CASE WHEN lexeme = last_word OR right(lexeme, length(last_word) + 1) = ' ' || last_word THEN ':*' ELSE '' END,
      ' & '
    )
    FROM unnest(lexemes) AS lexeme
  ) AS tsquery);
END
$$;
--rollback DROP FUNCTION prefix_search_query(text, boolean);

--changeset cruddur:search-users
--comment Not a function of this schema: PostgreSQL 17 and later evaluate expressions of indexes with an empty search path.
CREATE INDEX users_search_idx ON users USING gin (to_tsvector('cruddur', display_name || ' ' || handle));
--rollback DROP INDEX users_search_idx;
