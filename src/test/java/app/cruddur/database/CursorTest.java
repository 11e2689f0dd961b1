package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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

    @Property
    void only_a_timestamp_in_utc_to_the_microsecond_is_accepted(
            @ForAll @LongRange(min = -40_000_000_000_000L, max = 40_000_000_000_000L) long second,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nano,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes,
            @ForAll @LongRange(min = 0, max = YEAR_9999_MICROS) long likely) {
        Instant any = Instant.ofEpochSecond(second, nano);
        Instant issued = Instant.ofEpochSecond(likely / 1_000_000, likely % 1_000_000 * 1000);
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);

        for (String text : List.of(
                any.atOffset(offset).toString(),
                any.atOffset(ZoneOffset.UTC).toString().replace("Z", "+00:00"),
                issued.atOffset(offset).toString(),
                issued.atOffset(ZoneOffset.UTC).toString())) {
            Optional<Cursor> cursor = Cursor.parse(encode(text + " 4938d077-e0ae-4120-a66b-1abb66b4f879 2"));

            // Trailing zeros are what Instant's form would add.
            assertThat(cursor.map(Cursor::createdAt).filter(text::equals)).isEqualTo(cursor.map(Cursor::createdAt));
            cursor.ifPresent(each -> assertThat(each.createdAt())
                    .matches("(19[7-9]\\d|[2-9]\\d{3})-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{0,5}[1-9])?\\+00:00"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infinity ffffffff-ffff-ffff-ffff-ffffffffffff 2",
                "2026-11-22T18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 3",
                "2026-11-22T18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 x",
                "2026-11-22T18:11:03+00:00 1-1-1-1-1 2",
                "2026-11-22 18:11:03+00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11:03+17:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11:03-16:30 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11:03+01:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11:03-00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11:03Z 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11:03.120+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T18:11:03.1234567+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22t18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-11-22T24:00:00+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "2026-02-30T18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "1969-12-31T23:59:59+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "-0044-03-15T12:00:00+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "0044-03-15T12:00:00+00:00 BC 4938d077-e0ae-4120-a66b-1abb66b4f879 2",
                "-infinity ffffffff-ffff-ffff-ffff-ffffffffffff 2",
                "2026-11-22T18:11:03+00:00 4938D077-E0AE-4120-A66B-1ABB66B4F879 2",
                "2026-11-22T18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 +2",
                "2026-11-22T18:11:03+00:00 4938d077-e0ae-4120-a66b-1abb66b4f879 \u0662",
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
