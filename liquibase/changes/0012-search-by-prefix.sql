--liquibase formatted sql logicalFilePath:liquibase/changes/0012-search-by-prefix.sql

--changeset cruddur:search-emoji splitStatements:false rollbackSplitStatements:false
--comment Emoji as lexemes, which PostgreSQL's parser drops; a skin tone and each letter of a flag is a separate one. Older cruds have none: they expire soon.
CREATE FUNCTION extract_emoji(text text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN COALESCE(array_agg(DISTINCT emoji[1]), CAST('{}' AS text[]))
  FROM regexp_matches(text, '[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]', 'g') AS emoji;
END
$$;

CREATE OR REPLACE FUNCTION search_vector(message text, handle text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  words CONSTANT tsvector := to_tsvector('cruddur', message);
BEGIN
  RETURN strip(words)
    || array_to_tsvector(
      word_pairs(words) || extract_tags_and_handles(message) || extract_emoji(message) || array_remove(ARRAY['@' || handle], NULL)
    );
END
$$;
/* liquibase rollback
CREATE OR REPLACE FUNCTION search_vector(message text, handle text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  words CONSTANT tsvector := to_tsvector('cruddur', message);
BEGIN
  RETURN strip(words)
    || array_to_tsvector(word_pairs(words) || extract_tags_and_handles(message) || array_remove(ARRAY['@' || handle], NULL));
END
$$;
DROP FUNCTION extract_emoji(text);
*/

--changeset cruddur:search-by-prefix splitStatements:false rollbackSplitStatements:false
--comment The last word of a term matches all words that begin with it, also as the second of two consecutive words.
CREATE OR REPLACE FUNCTION search_query(term text, in_order boolean) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE AS $$
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
/* liquibase rollback
CREATE OR REPLACE FUNCTION search_query(term text, in_order boolean) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE AS $$
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
*/

--changeset cruddur:search-users
--comment Not a function of this schema: PostgreSQL 17 and later evaluate expressions of indexes with an empty search path.
CREATE INDEX users_search_idx ON users USING gin (to_tsvector('cruddur', display_name || ' ' || handle));
--rollback DROP INDEX users_search_idx;
