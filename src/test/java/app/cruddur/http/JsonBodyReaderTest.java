package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyReaderTest {

    public record Body(String userHandle, String message, Boolean isOn) {}

    @Test
    void members_in_snake_case_become_the_records_fields() {
        assertThat(read("{\"message\":\"h\\u00e9 🙂\",\"user_handle\":\"bayko\"}"))
                .isEqualTo(new Body("bayko", "hé 🙂", null));
    }

    @Test
    void booleans_are_read() {
        assertThat(read("{\"is_on\":true}")).isEqualTo(new Body(null, null, true));
        assertThat(read("{\"is_on\":false,\"message\":\"a\"}")).isEqualTo(new Body(null, "a", false));
        assertThat(read("{\"is_on\":null}")).isEqualTo(new Body(null, null, null));
    }

    @Test
    void missing_members_are_null_and_unknown_ones_are_ignored() {
        assertThat(
                        read(
                                "{\"message\":null,\"more\":[{\"a\":[1,{}]},{\"a\":1}],\"other\":{\"user_handle\":\"x\",\"n\":{\"n\":2}},\"n\":1}"))
                .isEqualTo(new Body(null, null, null));
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
                "{\"is_on\":\"true\"}",
                "{\"is_on\":1}",
                "{message:\"a\"}",
                "{\"message\":\"\\ud8\"}"
            })
    void anything_else_is_malformed(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(ApiException.class).hasMessage("json_malformed");
    }

    @Test
    void bytes_that_are_not_utf8_are_malformed() {
        byte[] latin1 = "{\"message\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonBodyReader.read(Body.class, latin1)).hasMessage("json_malformed");
    }

    @Test
    void deep_nesting_is_either_ignored_or_malformed() {
        String deeplyNested = "{\"x\":" + "[".repeat(8000) + "]".repeat(8000) + "}";

        try {
            assertThat(read(deeplyNested)).isEqualTo(new Body(null, null, null));
        } catch (ApiException e) {
            assertThat(e).hasMessage("json_malformed");
        }
    }

    private static Body read(String json) {
        return JsonBodyReader.read(Body.class, json.getBytes(StandardCharsets.UTF_8));
    }
}
