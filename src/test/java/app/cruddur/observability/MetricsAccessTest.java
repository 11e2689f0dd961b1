package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsAccessTest {

    private static final String TOKEN = "0123456789abcdef";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void unless_told_nobody_reads_them(String variable) {
        MetricsAccess access = MetricsAccess.of(variable);

        assertThat(access.isClosed()).isTrue();
        assertThat(access.bears("Bearer " + variable)).isFalse();
        assertThat(access.bears(null)).isFalse();
    }

    @Test
    void open_is_open_to_all_and_no_token() {
        MetricsAccess access = MetricsAccess.of("open");

        assertThat(access.isClosed()).isFalse();
        assertThat(access.isOpen()).isTrue();
        assertThat(access.bears("Bearer open")).isFalse();
    }

    @Test
    void a_token_is_asked_for_to_the_letter() {
        MetricsAccess access = MetricsAccess.of(TOKEN);

        assertThat(access.isClosed()).isFalse();
        assertThat(access.isOpen()).isFalse();
        assertThat(access.bears("Bearer " + TOKEN)).isTrue();
        assertThat(access.bears("bearer   " + TOKEN)).isTrue();
        for (String wrong :
                new String[] {TOKEN, "Bearer", "Bearer " + TOKEN + "0", "Bearer " + TOKEN.toUpperCase(), ""}) {
            assertThat(access.bears(wrong)).as(wrong).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcde", "true", "Open", "0123456789 abcdef", "0123456789abcdeé"})
    void what_could_be_guessed_is_refused_and_not_repeated(String variable) {
        assertThatThrownBy(() -> MetricsAccess.of(variable))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CRUDDUR_METRICS")
                .hasMessageNotContaining(variable);
    }
}
