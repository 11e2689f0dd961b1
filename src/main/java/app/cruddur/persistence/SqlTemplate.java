package app.cruddur.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query from a file {@code db/sql/*.sql}, prepared for JPA: without comments, and with positional instead of named parameters.
 *
 * <p>Parameters are written as psql variables, {@code :limit} or quoted {@code :'handle'}, so that the file runs in psql unchanged. The
 * first line is a comment with the shape of the result: {@code -- object: …}, {@code -- list: …}, {@code -- page: …} or {@code -- write: …}. With
 * {@code -- object, flagged: …} or {@code -- page, flagged: …} it also has a variant for signed-in readers.
 *
 * @param name the file's path below {@code db/sql} without its extension, such as {@code activities/home}
 * @param shape the JSON that the rows are converted to
 * @param flagged whether the rows are cruds, of which a signed-in reader also gets the flags {@code liked} and {@code reposted}
 * @param sql the statement, with {@code ?1}, {@code ?2} … for its parameters
 * @param json the expression for the JSON of the row {@code json_row}
 * @param parameters the names of the parameters, in that order
 */
record SqlTemplate(String name, Shape shape, boolean flagged, String sql, String json, List<String> parameters) {

    /** The JSON that the rows of a template are converted to. */
    enum Shape {
        /**
         * The template returns JSON itself, from at most one row: PostgreSQL accepts {@code INSERT} and {@code UPDATE} in the {@code WITH} of
         * the outermost query only, so it cannot be wrapped.
         */
        WRITE("/* write %1$s */\n%2$s"),

        /** A JSON object from one row; no result when there is no row. */
        OBJECT(
                """
                /* object %1$s */
                SELECT CAST(%4$s AS text)
                FROM (
                %2$s
                ) AS json_row"""),

        /** A JSON array of all rows that the template returns. */
        LIST(
                """
                /* list %1$s */
                SELECT CAST(COALESCE(array_to_json(array_agg(%4$s)), CAST('[]' AS json)) AS text)
                FROM (
                %2$s
                ) AS json_row"""),

        /**
         * A JSON array of rows and, if there are more rows, the position of the last one in the feed: {@code notified_at} or {@code
         * reposted_at} if it has one, otherwise {@code created_at}, then {@code uuid} and {@code rank}. The template receives a limit of one
         * row more than the page holds. If that row is returned, there is a next page; the row is removed from the array.
         */
        PAGE(
                """
                /* page %1$s */
                SELECT
                  CAST(COALESCE(array_to_json(
                    CASE WHEN cardinality(items) = %3$s THEN trim_array(items, 1) ELSE items END
                  ), CAST('[]' AS json)) AS text),
                  CASE WHEN cardinality(items) = %3$s THEN
                    COALESCE(
                      items[%3$s - 1] ->> 'notified_at', items[%3$s - 1] ->> 'reposted_at', items[%3$s - 1] ->> 'created_at'
                    )
                    || ' ' || (items[%3$s - 1] ->> 'uuid')
                    || ' ' || COALESCE(items[%3$s - 1] ->> 'rank', '')
                  END
                FROM (
                  SELECT array_agg(%4$s) AS items
                  FROM (
                %2$s
                  ) AS json_row
                ) AS page""");

        private final String wrapper;

        Shape(String wrapper) {
            this.wrapper = wrapper;
        }
    }

    private static final Pattern SHAPE_COMMENT = Pattern.compile("\\A-- (object|list|page|write)(, flagged)?:");

    /** The JSON of a row. */
    private static final String ROW_JSON = "row_to_json(json_row)";

    /** Comments, strings, quoted names, parameters, and what is rejected: casts with {@code ::}, question marks and dollar quotes. */
    private static final Pattern TOKEN = Pattern.compile(
            """
            (?<comment>--[^\\n]*|/\\*.*?\\*/)\
            |(?<text>'(?:[^']|'')*'|"[^"]*")\
            |(?<refused>::|\\?|\\$\\$)\
            |:(?<name>[a-z_]+)\\b\
            |:'(?<quoted>[a-z_]+)'""",
            Pattern.DOTALL);

    /** Loads {@code db/sql/<name>.sql} from the class path: the template and, if it is flagged, its variant for signed-in readers. */
    static List<SqlTemplate> load(String name) {
        SqlTemplate template = parse(name, read(name));
        return template.flagged ? List.of(template, template.forReader()) : List.of(template);
    }

    /** The name of the variant for signed-in readers. */
    static String forReader(String name) {
        return name + " for reader";
    }

    private static String read(String name) {
        String path = "db/sql/" + name + ".sql";
        try (InputStream file = SqlTemplate.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("There is no " + path + " on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when the text is not a template; the message has the name and the reason */
    static SqlTemplate parse(String name, String text) {
        Matcher first = SHAPE_COMMENT.matcher(text);
        if (!first.find()) {
            throw new IllegalArgumentException(
                    name + ".sql does not begin with '-- object:', '-- list:', '-- page:' or '-- write:'");
        }
        Shape shape = Shape.valueOf(first.group(1).toUpperCase(Locale.ROOT));

        List<String> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            token.appendReplacement(sql, Matcher.quoteReplacement(replacement(name, token, parameters)));
        }
        token.appendTail(sql);
        String statement = sql.toString().strip().replaceAll(";$", "").replaceAll("\\n\\s*\\n", "\n");
        return new SqlTemplate(name, shape, first.group(2) != null, statement, ROW_JSON, List.copyOf(parameters));
    }

    /** The variant for signed-in readers: it has the parameter {@code reader}; cruds and replies have {@code liked} and {@code reposted}. */
    private SqlTemplate forReader() {
        List<String> all = new ArrayList<>(parameters);
        if (!all.contains("reader")) {
            all.add("reader");
        }
        String reader = positional(all, "reader");
        return new SqlTemplate(
                forReader(name),
                shape,
                flagged,
                ReaderFlagsSql.rows(sql, reader),
                ReaderFlagsSql.json(reader),
                List.copyOf(all));
    }

    private static String replacement(String name, Matcher token, List<String> parameters) {
        if (token.group("comment") != null) {
            return "";
        }
        if (token.group("text") != null) {
            return token.group();
        }
        if (token.group("refused") != null) {
            // Hibernate reads '::' as a parameter, and EclipseLink reads '?' as one.
            throw new IllegalArgumentException(
                    name + ".sql holds '" + token.group() + "', which a JPA provider misreads; write CAST(x AS type)");
        }
        String parameter = token.group("name") != null ? token.group("name") : token.group("quoted");
        if (!parameters.contains(parameter)) {
            parameters.add(parameter);
        }
        return positional(parameters, parameter);
    }

    /** The wrapped statement, which returns JSON text. */
    String asJson() {
        if (shape == Shape.PAGE && !parameters.contains("limit")) {
            throw new IllegalArgumentException(name + ".sql is a page without a :limit");
        }
        return shape.wrapper.formatted(name, sql, positional(parameters, "limit"), json);
    }

    private static String positional(List<String> parameters, String parameter) {
        return "?" + (parameters.indexOf(parameter) + 1);
    }
}
