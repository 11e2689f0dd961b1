package app.cruddur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests what a node that receives no requests costs the database. */
class IdleNodeIT extends ServerTest {

    private static final double MAX_RATE = 3;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    @Test
    void an_idle_node_runs_at_most_three_statements_per_second() throws SQLException {
        // Not each window shows the node alone: autovacuum has transactions too, and PostgreSQL counts those of earlier
        // tests late.
        try (Connection connection = TestDatabase.connectToMaintenance()) {
            await().atMost(Duration.ofMinutes(3)).until(() -> transactionsPerSecond(connection) <= MAX_RATE);
        }
        assertThat(get("health-check").getStatus()).isEqualTo(200);
    }

    /** Each statement of the background tasks is a transaction. */
    private static double transactionsPerSecond(Connection connection) throws Exception {
        long start = System.nanoTime();
        long before = transactions(connection);
        Thread.sleep(WINDOW.toMillis());
        return (transactions(connection) - before) * 1e9 / (System.nanoTime() - start);
    }

    private static long transactions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'cruddur'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
