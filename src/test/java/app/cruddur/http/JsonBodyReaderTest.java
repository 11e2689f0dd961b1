package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyReaderTest {

    public record Body(String userHandle, String message) {}

    @Test
    void members_in_snake_case_become_the_records_fields() {
        assertThat(read("{\"message\":\"h\\u00e9 🙂\",\"user_handle\":\"bayko\"}"))
                .isEqualTo(new Body("bayko", "hé 🙂"));
    }

    @Test
    void what_is_missing_or_null_is_null_and_what_is_unknown_is_passed_over() {
        assertThat(
                        read(
                                "{\"message\":null,\"more\":[{\"a\":[1,{}]},{\"a\":1}],\"other\":{\"user_handle\":\"x\",\"n\":{\"n\":2}},\"n\":1}"))
                .isEqualTo(new Body(null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"message\":}",
                "{\"message\":\"a\"",
                "{\"message\":\"a\"} more",
                "{\"message\":\"a\"}{}",
                "{\"message\":\"a\",\"message\":\"b\"}",
                "{\"message\":\"a\",\"more\":1,\"more\":1}",
                "{\"message\":\"a\",\"more\":1,\"mor\\u0065\":2}",
                "{\"message\":null,\"message\":null}",
                "{\"more\":{\"a\":1,\"a\":2}}",
                "{\"more\":[{\"a\":{\"b\":1,\"c\":[],\"b\":{}}}]}",
                "{\"message\":5}",
                "{\"message\":{}}",
                "{\"message\":[\"a\"]}",
                "{\"message\":true}",
                "{message:\"a\"}",
                "{\"message\":\"\\ud8\"}"
            })
    void anything_else_is_malformed(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(ApiError.class).hasMessage("json_malformed");
    }

    @Test
    void bytes_that_are_not_utf8_are_malformed() {
        byte[] latin1 = "{\"message\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonBodyReader.read(Body.class, latin1)).hasMessage("json_malformed");
    }

    @Test
    void deep_nesting_is_no_way_in() {
        String deep = "{\"x\":" + "[".repeat(8000) + "]".repeat(8000) + "}";

        try {
            assertThat(read(deep)).isEqualTo(new Body(null, null));
        } catch (ApiError e) {
            assertThat(e).hasMessage("json_malformed");
        }
    }

    private static Body read(String json) {
        return JsonBodyReader.read(Body.class, json.getBytes(StandardCharsets.UTF_8));
    }
}
