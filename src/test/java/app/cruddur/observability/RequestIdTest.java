package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7f3b-00.x_Y", "1234567890123456789012345678901234567890123456789012345678901234"})
    void a_callers_own_is_taken_over(String wanted) {
        assertThat(RequestId.of(wanted)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\nERROR forged",
                "é",
                "<script>",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void what_could_write_into_the_log_is_not(String wanted) {
        assertThat(RequestId.of(wanted)).matches("[0-9a-z]{13}");
    }

    @Test
    void no_two_are_the_same() {
        assertThat(IntStream.range(0, 100_000).mapToObj(i -> RequestId.of(null)).collect(Collectors.toSet()))
                .hasSize(100_000)
                .allSatisfy(id -> assertThat(id).matches("[0-9a-z]{13}"));
    }
}
