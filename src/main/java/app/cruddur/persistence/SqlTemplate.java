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
 * A read as it stands in {@code db/sql/*.sql}, made ready for JPA: comments dropped, named parameters positional.
 *
 * <p>Parameters are written as psql's variables, {@code :limit} or quoted {@code :'handle'}, so that the file runs in psql as it stands.
 * The first line is a comment that says what the result is: {@code -- object: …}, {@code -- list: …} or {@code -- page: …}.
 *
 * @param name the file's path without folder and ending, such as {@code activities/home}
 * @param shape what JSON the rows become
 * @param sql the statement, with {@code ?1}, {@code ?2} … for its parameters
 * @param parameters their names, in that order
 */
record SqlTemplate(String name, Shape shape, String sql, List<String> parameters) {

    enum Shape {
        /** One row, one JSON object; no row, nothing. */
        OBJECT(
                """
                /* object %1$s */
                SELECT CAST(row_to_json(object_row) AS text)
                FROM (
                %2$s
                ) AS object_row"""),

        /** Rows as a JSON array, as many as the template itself sees fit. */
        LIST(
                """
                /* list %1$s */
                SELECT CAST(COALESCE(array_to_json(array_agg(row_to_json(array_row))), CAST('[]' AS json)) AS text)
                FROM (
                %2$s
                ) AS array_row"""),

        /**
         * Rows as a JSON array, and beside it when and under which {@code uuid} and {@code rank} its last row stands in the feed, if
         * there are more: when it was reposted, else {@code created_at}. The template is
         * given a limit of one row more than the page holds: that row says so, and is trimmed away.
         */
        PAGE(
                """
                /* page %1$s */
                SELECT
                  CAST(COALESCE(array_to_json(
                    CASE WHEN cardinality(items) = %3$s THEN trim_array(items, 1) ELSE items END
                  ), CAST('[]' AS json)) AS text),
                  CASE WHEN cardinality(items) = %3$s THEN
                    COALESCE(items[%3$s - 1] ->> 'reposted_at', items[%3$s - 1] ->> 'created_at')
                    || ' ' || (items[%3$s - 1] ->> 'uuid')
                    || ' ' || COALESCE(items[%3$s - 1] ->> 'rank', '')
                  END
                FROM (
                  SELECT array_agg(row_to_json(array_row)) AS items
                  FROM (
                %2$s
                  ) AS array_row
                ) AS page""");

        private final String wrapping;

        Shape(String wrapping) {
            this.wrapping = wrapping;
        }
    }

    /** What only somebody signed in is told, such as whether they liked it. */
    private static final Pattern FOR_READER =
            Pattern.compile("^ *-- for a signed-in reader:$.*?^ *-- end$\n", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern FIRST_LINE = Pattern.compile("\\A-- (object|list|page):");

    /** Strings, comments, quoted names, casts, question marks and parameters: all that a colon or a quote can belong to. */
    private static final Pattern TOKEN = Pattern.compile(
            """
            (?<comment>--[^\\n]*|/\\*.*?\\*/)\
            |(?<text>'(?:[^']|'')*'|"[^"]*")\
            |(?<refused>::|\\?|\\$\\$)\
            |:(?<name>[a-z_]+)\\b\
            |:'(?<quoted>[a-z_]+)'""",
            Pattern.DOTALL);

    /** Reads {@code db/sql/<name>.sql} from the class path: as guests are told, and as somebody signed in is, if that differs. */
    static List<SqlTemplate> load(String name) {
        String text = read(name);
        String guests = FOR_READER.matcher(text).replaceAll("");
        SqlTemplate template = parse(name, guests);
        return guests.equals(text) ? List.of(template) : List.of(template, parse(forReader(name), text));
    }

    /** What the variant for somebody signed in is called. */
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

    /** @throws IllegalArgumentException when the text is not a template, with the name and the reason */
    static SqlTemplate parse(String name, String text) {
        Matcher first = FIRST_LINE.matcher(text);
        if (!first.find()) {
            throw new IllegalArgumentException(
                    name + ".sql does not begin with '-- object:', '-- list:' or '-- page:'");
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
        return new SqlTemplate(name, shape, statement, List.copyOf(parameters));
    }

    private static String replacement(String name, Matcher token, List<String> parameters) {
        if (token.group("comment") != null) {
            return "";
        }
        if (token.group("text") != null) {
            return token.group();
        }
        if (token.group("refused") != null) {
            // Hibernate reads '::' as a parameter, EclipseLink '?'.
            throw new IllegalArgumentException(
                    name + ".sql holds '" + token.group() + "', which a JPA provider misreads; write CAST(x AS type)");
        }
        String parameter = token.group("name") != null ? token.group("name") : token.group("quoted");
        if (!parameters.contains(parameter)) {
            parameters.add(parameter);
        }
        return positional(parameters, parameter);
    }

    /** The statement that gives the rows as JSON text. */
    String asJson() {
        if (shape == Shape.PAGE && !parameters.contains("limit")) {
            throw new IllegalArgumentException(name + ".sql is a page without a :limit");
        }
        return shape.wrapping.formatted(name, sql, positional(parameters, "limit"));
    }

    private static String positional(List<String> parameters, String parameter) {
        return "?" + (parameters.indexOf(parameter) + 1);
    }
}
