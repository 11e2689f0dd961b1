package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Replication;
import app.cruddur.support.ThrowAwayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A standby is promoted while the primary still runs, as when Patroni's agent dies there without a watchdog. */
class PrimaryMonitorTest {

    private Replication replication;
    private ConnectionUrl url;

    @BeforeEach
    void start() throws Exception {
        replication = Replication.start(false);
        url = ConnectionUrl.parse(replication.url());
    }

    @AfterEach
    void stop() throws Exception {
        replication.close();
    }

    @Test
    void open_and_new_connections_leave_a_former_primary() throws Exception {
        try (Connection open = new CruddurDataSource(url, Patience.REQUEST).getConnection()) {
            assertThat(port(open)).isEqualTo(replication.primary().port());
            long generation = ConnectionGeneration.current();
            checkHosts();
            assertThat(port(open)).isEqualTo(replication.primary().port());
            assertThat(ConnectionGeneration.current())
                    .as("nothing was promoted")
                    .isEqualTo(generation);

            replication.promote();
            checkHosts();

            assertThat(port(open)).isEqualTo(replication.standby().port());
            try (Connection opened = new CruddurDataSource(url, Patience.REQUEST).getConnection()) {
                assertThat(port(opened)).isEqualTo(replication.standby().port());
            }
        }
    }

    @Test
    void a_former_primary_is_not_used_while_the_new_one_is_down() throws Exception {
        replication.promote();
        checkHosts();
        replication.standby().down();
        checkHosts();

        try (Connection connection = new CruddurDataSource(url, Patience.REQUEST).getConnection()) {
            assertThat(isReachable(connection)).isFalse();
            replication.standby().up();
            assertThat(port(connection)).isEqualTo(replication.standby().port());
        }
    }

    @Test
    void the_hosts_of_two_clusters_are_not_compared() throws Exception {
        try (ThrowAwayDatabase other = ThrowAwayDatabase.start()) {
            replication.promote();
            url = ConnectionUrl.parse(Replication.url(other, replication.standby()));
            checkHosts();

            try (Connection connection = new CruddurDataSource(url, Patience.REQUEST).getConnection()) {
                assertThat(port(connection)).isEqualTo(other.port());
            }
        }
    }

    @Test
    void without_several_hosts_or_where_any_host_will_do_there_is_nothing_to_check() {
        assertThat(PrimaryMonitor.checks(ConnectionUrl.parse("postgresql://u@db1/d")))
                .isEmpty();
        assertThat(PrimaryMonitor.checks(ConnectionUrl.parse("postgresql://u@db1,db2/d?target_session_attrs=any")))
                .isEmpty();
        assertThat(PrimaryMonitor.checks(ConnectionUrl.parse("postgresql://u@db1,db2/d")))
                .hasSize(2);
    }

    private void checkHosts() {
        for (PrimaryMonitor.HostCheck check : PrimaryMonitor.checks(url)) {
            check.run();
            check.close();
        }
    }

    private static boolean isReachable(Connection connection) {
        try {
            port(connection);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static int port(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT inet_server_port()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
