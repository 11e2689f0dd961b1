package app.cruddur.persistence;

import static app.cruddur.persistence.QueryPlan.Mode.FORCE_CUSTOM_PLAN;
import static app.cruddur.persistence.QueryPlan.Mode.FORCE_GENERIC_PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.persistence.migration.SchemaMigration;
import app.cruddur.support.ThrowAwayDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks plans and costs of all reads with many rows, without a server. docs/queries.md has the figures for a million cruds. */
class ReadCostTest {

    private static final int USERS = 1_200;
    private static final int ACTIVITIES = 25_000;
    private static final int DEEP_PAGE = 1_000;
    /** Between two rows without replies and two rows with three replies each, of which a signed-in reader also gets the flags. */
    private static final int BLOCKS_OF_REPLIES = 80;

    private static ThrowAwayDatabase postgres;
    private static Connection connection;
    private static List<BusiestRead> reads;

    @BeforeAll
    static void load() throws Exception {
        postgres = ThrowAwayDatabase.start();
        ConnectionUrl url = postgres.create("cost");
        new SchemaMigration(url, "schema").run();
        connection = postgres.connect(url);
        BusiestRead.load(connection, USERS, ACTIVITIES);
        // With one row per page, the thousandth page needs few rows.
        reads = BusiestRead.all(connection).stream()
                .map(read -> read.withLimit(1))
                .toList();
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        connection.close();
        postgres.close();
    }

    static List<String> names() throws IOException {
        return SqlTemplateTest.names().stream()
                .filter(name -> SqlTemplate.load(name).get(0).shape() != SqlTemplate.Shape.WRITE)
                .toList();
    }

    static List<String> pages() throws IOException {
        return names().stream()
                .filter(name -> SqlTemplate.load(name).get(0).shape() == SqlTemplate.Shape.PAGE)
                .toList();
    }

    static List<String> lists() throws IOException {
        return names().stream()
                .filter(name -> SqlTemplate.load(name).get(0).shape() == SqlTemplate.Shape.LIST)
                .toList();
    }

    /** All pages except the search, whose best plan depends on the words: it has a custom plan. */
    static List<String> feeds() throws IOException {
        return pages().stream()
                .filter(name -> !name.equals("activities/search"))
                .toList();
    }

    /** @param name every SQL file that reads; the test fails for a file that {@link BusiestRead} does not contain */
    @ParameterizedTest
    @MethodSource("names")
    void no_read_scans_a_whole_table(String name) throws SQLException {
        assertThat(readsOf(name)).isNotEmpty();

        for (BusiestRead read : readsOf(name)) {
            List<Cursor> cursors =
                    Stream.concat(Stream.of(Cursor.START), deep(read).stream()).toList();
            for (SqlTemplate template : SqlTemplate.load(name)) {
                assertThat(read.page(Cursor.START))
                        .containsKeys(template.parameters().toArray(String[]::new));
                for (Cursor cursor : cursors) {
                    for (QueryPlan.Mode mode : List.of(FORCE_CUSTOM_PLAN, FORCE_GENERIC_PLAN)) {
                        QueryPlan plan = QueryPlan.of(connection, template, read.page(cursor), mode);
                        assertThat(plan.scanned()).as(plan.text()).isEmpty();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_thousandth_page_costs_as_much_as_the_first_one(String name) throws SQLException {
        int deepPages = 0;
        for (BusiestRead read : readsOf(name)) {
            for (Cursor deep : deep(read).stream().toList()) {
                for (SqlTemplate template : SqlTemplate.load(name)) {
                    QueryPlan first = plan(template, read.page(Cursor.START));
                    QueryPlan thousandth = plan(template, read.page(deep));
                    assertThat(thousandth.blocks())
                            .as(thousandth.text())
                            .isLessThanOrEqualTo(first.blocks() + BLOCKS_OF_REPLIES);
                    deepPages++;
                }
            }
        }
        assertThat(deepPages).isGreaterThan(0);
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void a_feed_has_one_generic_plan_for_all_readers_and_pages(String name) throws SQLException {
        for (BusiestRead read : readsOf(name)) {
            for (SqlTemplate template : SqlTemplate.load(name)) {
                QueryPlan plan =
                        plan(template, read.withLimit(PageRequest.DEFAULT_LIMIT).page(Cursor.START));
                assertThat(plan.isGeneric()).as(plan.text()).isTrue();
            }
        }
    }

    /** Lists are not paged. They read a limited number of the newest cruds; the bound allows one block and the index entries for each. */
    @ParameterizedTest
    @MethodSource("lists")
    void the_cost_of_a_list_is_bounded(String name) throws SQLException {
        for (BusiestRead read : readsOf(name)) {
            QueryPlan plan = plan(
                    SqlTemplate.load(name).get(0),
                    read.withLimit(PageRequest.MAX_LIMIT).page(Cursor.START));
            assertThat(plan.blocks()).as(plan.text()).isBetween(1L, 1_500L);
        }
    }

    private static QueryPlan plan(SqlTemplate template, Map<String, String> parameters) throws SQLException {
        return QueryPlan.of(connection, template, parameters, QueryPlan.Mode.AUTO);
    }

    private static List<BusiestRead> readsOf(String name) {
        return reads.stream().filter(read -> read.name().equals(name)).toList();
    }

    /** The cursor of the thousandth page, if the read has as many pages; the fiftieth for parts of an export that have fewer. */
    private static Optional<Cursor> deep(BusiestRead read) throws SQLException {
        boolean isPage = SqlTemplate.load(read.name()).get(0).shape() == SqlTemplate.Shape.PAGE;
        Optional<Cursor> deep = isPage ? read.cursorOfPage(connection, DEEP_PAGE) : Optional.empty();
        return deep.isEmpty() && read.name().startsWith("export/") ? read.cursorOfPage(connection, 50) : deep;
    }
}
