package app.cruddur.persistence;

import app.cruddur.persistence.resilience.DatabaseTimeouts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Main class of {@code bench/explain}: writes the costs of each read and the server's response times to {@code docs/queries.md}, below the
 * marker, and the plans to {@code target/query-plans.md}.
 */
public final class QueryReport {

    private static final Path FILE = Path.of("docs/queries.md");
    private static final Path PLANS = Path.of("target/query-plans.md");
    private static final String MARKER = "<!-- Below: bench/explain -->\n";
    private static final int DEEP_PAGE = 1_000;
    private static final int PLANS_PER_READ = 5;
    private static final int WARM_UP_REQUESTS = 300;
    private static final int REQUESTS = 201;

    private final Connection connection;
    private final Optional<URI> server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StringBuilder databaseTable = new StringBuilder();
    private final StringBuilder serverTable = new StringBuilder();
    private final StringBuilder plans = new StringBuilder();

    private QueryReport(Connection connection, Optional<URI> server) {
        this.connection = connection;
        this.server = server;
    }

    /** @param arguments the URL of the server; without it the report contains no response times */
    public static void main(String[] arguments) throws Exception {
        ConnectionUrl url = ConnectionUrl.fromEnvironment();
        try (Connection connection = new CruddurDataSource(url, DatabaseTimeouts.MIGRATION).getConnection()) {
            new QueryReport(connection, Arrays.stream(arguments).findFirst().map(URI::create)).write();
        }
    }

    private void write() throws Exception {
        for (BusiestRead read : BusiestRead.all(connection)) {
            System.err.println(title(read));
            boolean isPage = SqlTemplate.load(read.name()).get(0).shape() == SqlTemplate.Shape.PAGE;
            Optional<Cursor> deep = isPage ? read.cursorOfPage(connection, DEEP_PAGE) : Optional.empty();
            List<SqlTemplate> templates = SqlTemplate.load(read.name());
            SqlTemplate fullest = templates.get(templates.size() - 1);
            for (SqlTemplate template : templates) {
                if (read.forGuests() || template.equals(fullest)) {
                    explain(read, template, deep, template.equals(fullest));
                }
            }
            if (server.isPresent() && read.path() != null) {
                time(read, deep);
            }
        }
        String handwritten = Files.readString(FILE).split(MARKER)[0];
        Files.writeString(FILE, handwritten + MARKER + text());
        Files.writeString(PLANS, "# Query plans\n" + plans);
    }

    private static String title(BusiestRead read) {
        return "`" + (read.path() == null ? read.name() : read.path().replaceAll("[0-9a-f-]{36}", "{uuid}")) + "`";
    }

    private void explain(BusiestRead read, SqlTemplate template, Optional<Cursor> deep, boolean showPlans)
            throws SQLException {
        boolean forReader = template.name().equals(SqlTemplate.forReader(read.name()));
        QueryPlan first = median(template, read.page(Cursor.START));
        Optional<QueryPlan> last =
                deep.isEmpty() ? Optional.empty() : Optional.of(median(template, read.page(deep.get())));
        databaseTable.append(row(
                title(read),
                forReader || !read.forGuests() ? "signed in" : "guest",
                planned(first),
                number(first.executionMilliseconds()),
                String.valueOf(first.blocks()),
                last.map(QueryReport::planned).orElse(""),
                last.map(plan -> number(plan.executionMilliseconds())).orElse(""),
                last.map(plan -> String.valueOf(plan.blocks())).orElse("")));
        if (!showPlans) {
            return;
        }
        plans.append(folded(
                title(read) + (forReader ? ", signed in" : "") + (last.isPresent() ? ", first page" : ""), first));
        last.ifPresent(plan -> plans.append(
                folded(title(read) + (forReader ? ", signed in" : "") + ", thousandth page of " + read.limit(), plan)));
    }

    private QueryPlan median(SqlTemplate template, Map<String, String> parameters) throws SQLException {
        List<QueryPlan> all = new ArrayList<>();
        for (int i = 0; i < PLANS_PER_READ; i++) {
            all.add(QueryPlan.of(connection, template, parameters, QueryPlan.Mode.AUTO));
        }
        all.sort(Comparator.comparing(QueryPlan::executionMilliseconds));
        return all.get(PLANS_PER_READ / 2);
    }

    private static String planned(QueryPlan plan) {
        return plan.isGeneric() ? "generic" : number(plan.planningMilliseconds());
    }

    private void time(BusiestRead read, Optional<Cursor> deep) throws IOException, InterruptedException {
        for (boolean signedIn : read.forGuests() ? new boolean[] {false, true} : new boolean[] {true}) {
            double[] first = milliseconds(read, signedIn, "");
            Optional<double[]> last = deep.isEmpty()
                    ? Optional.empty()
                    : Optional.of(milliseconds(read, signedIn, "&cursor=" + deep.get()));
            serverTable.append(row(
                    title(read),
                    signedIn ? "signed in" : "guest",
                    number(quantile(first, 0.5)),
                    number(quantile(first, 0.95)),
                    last.map(times -> number(quantile(times, 0.5))).orElse(""),
                    last.map(times -> number(quantile(times, 0.95))).orElse("")));
        }
    }

    /** The response times of consecutive requests on one connection, sorted. */
    private double[] milliseconds(BusiestRead read, boolean signedIn, String cursor)
            throws IOException, InterruptedException {
        String query = (read.path().contains("?") ? "&" : "?") + "limit=" + read.limit() + cursor;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.orElseThrow().resolve("/api/" + read.path() + query));
        if (signedIn) {
            request.header("X-Cruddur-User", BusiestRead.USER);
        }
        double[] times = new double[REQUESTS];
        for (int i = -WARM_UP_REQUESTS; i < REQUESTS; i++) {
            long start = System.nanoTime();
            HttpResponse<Void> response = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.toString());
            }
            times[Math.max(i, 0)] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private String text() throws SQLException, IOException {
        StringBuilder text = new StringBuilder("\n## Measured\n\n");
        text.append("%s, %s, %s.\n"
                .formatted(LocalDate.now(ZoneOffset.UTC), machine(), value("SELECT split_part(version(), ' on ', 1)")));
        text.append(
                "Rows: %s.\n"
                        .formatted(
                                value(
                                        """
                SELECT string_agg(relname || ' ' || to_char(reltuples, 'FM999,999,999'), ', ' ORDER BY reltuples DESC)
                FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > 1000""")));
        text.append(
                "Settings: %s.\n\n"
                        .formatted(
                                value(
                                        """
                SELECT string_agg(name || ' ' || current_setting(name), ', ' ORDER BY name) FROM pg_settings
                WHERE name IN ('shared_buffers', 'work_mem', 'effective_cache_size', 'random_page_cost', 'jit')""")));
        text.append(
                "In PostgreSQL: milliseconds to plan (*generic*: planned once for all values) and to execute, and blocks read;\n"
                        + "medians of " + PLANS_PER_READ + ", each after five executions.\n\n");
        text.append(
                row("Read", "Caller", "Page 1: plan", "Execute", "Blocks", "Page 1,000: plan", "Execute", "Blocks"));
        text.append("|---|---|--:|--:|--:|--:|--:|--:|\n").append(databaseTable);
        if (server.isPresent()) {
            text.append(
                    "\nThrough the server: milliseconds from request to response, one connection on the same machine, "
                            + REQUESTS + " requests after " + WARM_UP_REQUESTS + " to warm up.\n\n");
            text.append(row("GET /api/…", "Caller", "Page 1: median", "95 %", "Page 1,000: median", "95 %"));
            text.append("|---|---|--:|--:|--:|--:|\n").append(serverTable);
        }
        return text.toString();
    }

    private static String machine() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String model = Files.exists(cpus)
                ? Files.readAllLines(cpus).stream()
                        .filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.replaceAll(".*: ", " "))
                        .orElse("")
                : "";
        return Runtime.getRuntime().availableProcessors() + " cores" + model;
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String folded(String title, QueryPlan plan) {
        return "\n<details><summary>" + title.replace("`", "") + ": " + number(plan.executionMilliseconds())
                + " ms</summary>\n\n```text\n" + plan.text() + "```\n\n</details>\n";
    }

    private static String number(double milliseconds) {
        return String.format(Locale.ROOT, milliseconds < 10 ? "%.2f" : "%.0f", milliseconds);
    }
}
