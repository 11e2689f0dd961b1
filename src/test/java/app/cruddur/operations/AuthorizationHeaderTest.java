package app.cruddur.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

    @Test
    void the_token_is_what_follows_the_scheme_in_any_case() {
        assertThat(AuthorizationHeader.bearerToken("Bearer a.b.c")).contains("a.b.c");
        assertThat(AuthorizationHeader.bearerToken("bEARER   a.b.c  ")).contains("a.b.c");
        assertThat(AuthorizationHeader.bearerToken("Bearer ")).contains("");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearera.b.c", "Basic YTpi", "Bearer a b", "Bearer a\tb", " Bearer a"})
    void any_other_value_has_none(String value) {
        assertThat(AuthorizationHeader.bearerToken(value)).isEmpty();
    }
}
