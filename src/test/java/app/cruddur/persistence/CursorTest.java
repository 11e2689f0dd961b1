package app.cruddur.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final long YEAR_9999_MICROS = 253_402_300_799_999_999L;

    @Property
    void a_cursor_survives_its_way_through_a_url(
            @ForAll @LongRange(min = 0, max = YEAR_9999_MICROS) long micros,
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(min = 1, max = 2) int rank) {
        Instant instant = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
        String createdAt = DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .format(instant.atOffset(ZoneOffset.UTC))
                .replace("Z", "+00:00");
        Cursor cursor = new Cursor(createdAt, new UUID(high, low).toString(), rank);

        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void any_other_text_is_no_cursor(@ForAll String text) {
        assertThat(Cursor.parse(text)).isEmpty();
        assertThat(Cursor.parse(encode(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infinity ffffffff-ffff-ffff-ffff-ffffffffffff 2",
                "2026-11-22T18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 3",
                "2026-11-22T18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 x",
                "2026-11-22T18:11:03+00:00 1-1-1-1-1 2",
                "2026-11-22 18:11:03+00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "+999999-01-01T00:00:00+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 "
            })
    void what_postgresql_might_stumble_over_is_no_cursor(String text) {
        assertThat(Cursor.parse(encode(text))).isEmpty();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
