package app.cruddur.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.persistence.resilience.DatabaseTimeouts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CruddurDataSourceTest {

    @Test
    void it_goes_where_the_url_says_and_leaves_whoever_says_nothing_when_the_login_takes_too_long() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CruddurDataSource source = new CruddurDataSource(
                    ConnectionUrl.parse("postgresql://u@127.0.0.1:" + silent.getLocalPort() + "/d"),
                    DatabaseTimeouts.MONITOR);
            // As Payara does with what its annotation defaults to.
            source.setServerNames(new String[] {"nowhere.invalid"});

            assertThatThrownBy(source::connect)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("Connection attempt timed out.");
        }
    }
}
