package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionPermitsTest {

    @Test
    void the_pool_has_eight_connections_unless_told() {
        assertThat(ConnectionPermits.poolSize(null)).isEqualTo(8);
        assertThat(ConnectionPermits.poolSize("")).isEqualTo(8);
        assertThat(ConnectionPermits.poolSize("40")).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "201", "1000", "4.5"})
    void a_size_that_makes_no_sense_is_refused(String size) {
        assertThatThrownBy(() -> ConnectionPermits.poolSize(size)).hasMessageContaining("CRUDDUR_POOL_SIZE");
    }
}
