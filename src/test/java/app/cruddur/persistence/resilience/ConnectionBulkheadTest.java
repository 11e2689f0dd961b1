package app.cruddur.persistence.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionBulkheadTest {

    @Test
    void the_pool_has_eight_connections_unless_told() {
        assertThat(ConnectionBulkhead.poolSize(null)).isEqualTo(8);
        assertThat(ConnectionBulkhead.poolSize("")).isEqualTo(8);
        assertThat(ConnectionBulkhead.poolSize("40")).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "201", "1000", "4.5"})
    void a_size_that_makes_no_sense_is_refused(String size) {
        assertThatThrownBy(() -> ConnectionBulkhead.poolSize(size)).hasMessageContaining("CRUDDUR_POOL_SIZE");
    }
}
