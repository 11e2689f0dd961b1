package app.cruddur.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.persistence.resilience.DatabaseTimeouts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CruddurDataSourceTest {

    @Test
    void it_connects_to_the_host_in_the_url_and_the_login_times_out() throws Exception {
        try (ServerSocket silentServer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CruddurDataSource source = new CruddurDataSource(
                    ConnectionUrl.parse("postgresql://u@127.0.0.1:" + silentServer.getLocalPort() + "/d"),
                    DatabaseTimeouts.MONITOR);
            // Payara's pool does this with the default of @DataSourceDefinition.
            source.setServerNames(new String[] {"nowhere.invalid"});

            assertThatThrownBy(source::connect)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("Connection attempt timed out.");
        }
    }
}
