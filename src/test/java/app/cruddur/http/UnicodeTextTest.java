package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\n\u00a0\u2007\u202f\u3000\u1680",
                "\u200b",
                "\u2800",
                "\u3164\uffa0\u115f\u1160",
                "\u00ad",
                "\u200c\u200d\u2060\ufeff",
                "\u200e\u200f\u061c",
                "\u2066\u2069",
                "\ufe0f\ufe0e",
                "\u034f\u180b\u180e\u17b4",
                "\udb40\udc61\udb40\udc7f\udb40\udd00"
            })
    void text_without_a_visible_character_is_blank(String text) {
        assertThat(UnicodeText.isBlank(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\u200bx",
                "👩\u200d👩\u200d👧\u200d👦",
                "❤\ufe0f",
                "1\ufe0f\u20e3",
                "🏴\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
                "\u200fשלום\u200f",
                "\u061cسلام",
                "می\u200cخواهم",
                "\u2067שלום\u2069 world",
                "\u06dd",
                "\u2801",
                "e\u0301",
                "ᠠ\u180b",
                "a\tb\r\nc",
                "co\u00adoperate"
            })
    void visible_text_is_valid_with_its_joiners_selectors_and_marks_of_direction(String text) {
        assertThat(UnicodeText.isBlank(text)).isFalse();
        assertThat(UnicodeText.hasInvalidCharacters(text)).isFalse();
    }

    @Test
    void controls_surrogates_noncharacters_embeddings_and_overrides_are_invalid() {
        int[] invalid = {
            0, 7, 0x0B, 0x1B, 0x7F, 0x85, 0xD800, 0xDFFF, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0xFDD0, 0xFDEF,
            0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF
        };
        for (int c : invalid) {
            String text = "a" + new String(new int[] {c}, 0, 1) + "b";

            assertThat(UnicodeText.hasInvalidCharacters(text))
                    .as(Integer.toHexString(c))
                    .isTrue();
        }
    }
}
