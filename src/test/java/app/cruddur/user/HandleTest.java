package app.cruddur.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {

    @Test
    void case_does_not_matter() {
        assertThat(Handle.stored("Kofi_9")).contains("kofi_9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u212aofi",
                "\u017fue",
                "\uff4bofi",
                "\u0130da",
                "k\u200bofi",
                "",
                "a b",
                "@kofi",
                "aaaaaaaaaabbbbbbbbbbccccccccccd"
            })
    void only_ascii_is_valid(String text) {
        assertThat(Handle.stored(text)).isEmpty();
    }
}
