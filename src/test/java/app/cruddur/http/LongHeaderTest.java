package app.cruddur.http;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import app.cruddur.database.Cursor;
import app.cruddur.operations.AuthorizationHeader;
import app.cruddur.user.Users;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads a header or a text takes well under a second for a million characters; quadratic code would take minutes. */
class LongHeaderTest {

    private static final int LENGTH = 1_000_000;

    private static final List<Consumer<String>> READERS = List.of(
            AuthorizationHeader::bearerToken,
            text -> EntityTags.isHeld("tag", text),
            AcceptEncoding::allowsGzip,
            Address::parse,
            Cursor::parse,
            Users::handle,
            UnicodeText::isBlank,
            UnicodeText::hasInvalidCharacters);

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", ",", "\"", "\"x\",", "W/", "%", "[", "]", ":", ".", "gzip;", "q=0", "\u200b", "A", "0", "-", ";"
            })
    void a_million_characters_are_read_in_no_time(String repeated) {
        for (String start : List.of("", "Bearer ", "[", "gzip", "\"")) {
            for (String end : List.of("", "x y", "\u0085!")) {
                String text = start + repeated.repeat(LENGTH / repeated.length()) + end;

                assertTimeoutPreemptively(ofSeconds(30), () -> READERS.forEach(reader -> reader.accept(text)));
            }
        }
        assertThat(READERS).isNotEmpty();
    }
}
