package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.config.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsAccessTest {

    private static final String TOKEN = "0123456789abcdef";

    private static Configuration configuration(String access) {
        return new Configuration(access == null ? Map.of() : Map.of("CRUDDUR_METRICS", access));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void metrics_are_not_served_by_default(String variable) {
        MetricsAccess access = MetricsAccess.of(configuration(variable));

        assertThat(access.isClosed()).isTrue();
        assertThat(access.isAuthorized("Bearer " + variable)).isFalse();
        assertThat(access.isAuthorized(null)).isFalse();
    }

    @Test
    void open_needs_no_token_and_is_not_itself_a_token() {
        MetricsAccess access = MetricsAccess.of(configuration("open"));

        assertThat(access.isClosed()).isFalse();
        assertThat(access.isOpen()).isTrue();
        assertThat(access.isAuthorized("Bearer open")).isFalse();
    }

    @Test
    void a_token_must_match_exactly() {
        MetricsAccess access = MetricsAccess.of(configuration(TOKEN));

        assertThat(access.isClosed()).isFalse();
        assertThat(access.isOpen()).isFalse();
        assertThat(access.isAuthorized("Bearer " + TOKEN)).isTrue();
        assertThat(access.isAuthorized("bearer   " + TOKEN)).isTrue();
        for (String wrong :
                new String[] {TOKEN, "Bearer", "Bearer " + TOKEN + "0", "Bearer " + TOKEN.toUpperCase(), ""}) {
            assertThat(access.isAuthorized(wrong)).as(wrong).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcde", "true", "Open", "0123456789 abcdef", "0123456789abcdeé"})
    void a_weak_token_is_rejected_and_does_not_appear_in_the_error(String variable) {
        assertThatThrownBy(() -> MetricsAccess.of(configuration(variable)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CRUDDUR_METRICS")
                .hasMessageNotContaining(variable);
    }
}
