package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CruddurDataSourceTest {

    @Test
    @SuppressWarnings("deprecation")
    void no_server_can_tell_it_to_go_elsewhere() {
        CruddurDataSource one = source("postgresql://u@db.example.com:5433/d");
        CruddurDataSource several = source("postgresql://u@h1:5432,[2001:db8::1]:5433/d");

        // As Payara does with what its annotation defaults to.
        one.setServerName("localhost");
        several.setServerName("localhost");

        assertThat(one.getUrl()).startsWith("jdbc:postgresql://db.example.com:5433/d?");
        assertThat(several.getUrl())
                .startsWith("jdbc:postgresql://h1:5432,[2001:db8::1]:5433/d?")
                .contains("targetServerType=primary");
    }

    private static CruddurDataSource source(String url) {
        return new CruddurDataSource(ConnectionUrl.parse(url), Patience.REQUEST);
    }
}
