package app.cruddur.http;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import app.cruddur.observability.AuthorizationHeader;
import app.cruddur.persistence.Cursor;
import app.cruddur.security.IpAddress;
import app.cruddur.user.Handle;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsers of headers and texts take well under a second for a million characters; quadratic code would take minutes. */
class LongHeaderTest {

    private static final int LENGTH_CHARS = 1_000_000;

    private static final List<Consumer<String>> PARSERS = List.of(
            AuthorizationHeader::bearerToken,
            text -> EntityTags.isHeld("tag", text),
            AcceptEncoding::allowsGzip,
            IpAddress::parse,
            Cursor::parse,
            Handle::stored,
            UnicodeText::isBlank,
            UnicodeText::hasInvalidCharacters);

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", ",", "\"", "\"x\",", "W/", "%", "[", "]", ":", ".", "gzip;", "q=0", "\u200b", "A", "0", "-", ";"
            })
    void a_million_characters_are_parsed_in_linear_time(String repeated) {
        for (String start : List.of("", "Bearer ", "[", "gzip", "\"")) {
            for (String end : List.of("", "x y", "\u0085!")) {
                String text = start + repeated.repeat(LENGTH_CHARS / repeated.length()) + end;

                assertTimeoutPreemptively(ofSeconds(30), () -> PARSERS.forEach(parser -> parser.accept(text)));
            }
        }
        assertThat(PARSERS).isNotEmpty();
    }
}
