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
    void a_valid_id_of_the_caller_is_used(String requested) {
        assertThat(RequestId.of(requested)).isEqualTo(requested);
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
    void an_id_that_could_forge_log_lines_is_replaced(String requested) {
        assertThat(RequestId.of(requested)).matches("[0-9a-z]{13}");
    }

    @Test
    void generated_ids_are_unique() {
        assertThat(IntStream.range(0, 100_000).mapToObj(i -> RequestId.of(null)).collect(Collectors.toSet()))
                .hasSize(100_000)
                .allSatisfy(id -> assertThat(id).matches("[0-9a-z]{13}"));
    }
}
