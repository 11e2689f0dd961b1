package app.cruddur.persistence;

/** The SQL of the flags {@code liked} and {@code reposted} of a signed-in reader, for {@link SqlTemplate}. */
final class ReaderFlagsSql {

    /** No EXISTS: PostgreSQL would build a hash table of all likes of the reader. */
    private static final String FLAGS =
            """
            (
              SELECT true FROM likes
              WHERE likes.user_uuid = CAST(%1$s AS uuid) AND likes.activity_uuid = %2$s
            ) IS NOT NULL AS liked,
            (
              SELECT true FROM reposts
              WHERE reposts.user_uuid = CAST(%1$s AS uuid) AND reposts.activity_uuid = %2$s
            ) IS NOT NULL AS reposted""";

    private static final String ROWS = "SELECT cruds.*,\n%s\nFROM (\n%s\n) AS cruds";

    /**
     * The array of the replies is replaced in the text of the row, where it occurs once: quotes in a message are escaped. Without LIMIT,
     * PostgreSQL estimates 100 replies for each crud, and compiles the query (JIT).
     */
    private static final String JSON =
            """
            CASE WHEN json_array_length(json_row.replies) > 0 THEN CAST(replace(
              CAST(row_to_json(json_row) AS text),
              CAST(json_row.replies AS text),
              (
                SELECT
                  '[' || string_agg(
                    left(CAST(replies.reply AS text), -1) || ',' || substr(CAST(row_to_json(flags) AS text), 2),
                    ',' ORDER BY replies.place
                  ) || ']'
                FROM (
                  SELECT *
                  FROM json_array_elements(json_row.replies) WITH ORDINALITY
                  LIMIT json_array_length(json_row.replies)
                ) AS replies (reply, place)
                CROSS JOIN LATERAL (SELECT %s) AS flags
              )
            ) AS json) ELSE row_to_json(json_row) END""";

    private ReaderFlagsSql() {}

    /**
     * Adds the flags to a statement that returns cruds, as the last two columns.
     *
     * @param reader the parameter with the reader's uuid
     */
    static String rows(String cruds, String reader) {
        return ROWS.formatted(FLAGS.formatted(reader, "cruds.uuid"), cruds);
    }

    /** The expression for the JSON of a crud, the row {@code json_row}, in which each reply also has the flags as its last two members. */
    static String json(String reader) {
        return JSON.formatted(FLAGS.formatted(reader, "CAST(replies.reply ->> 'uuid' AS uuid)"));
    }
}
