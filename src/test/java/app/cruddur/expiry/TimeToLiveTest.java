package app.cruddur.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeToLiveTest {

    @ParameterizedTest
    @CsvSource({
        "30-days, P30D",
        "1-hour, PT1H",
        "PT5M, PT5M",
        "PT300S, PT5M",
        "P1DT12H, PT36H",
        "PT720H, P30D",
        "P1W, P7D",
        "P4W, P28D"
    })
    void labels_and_durations_from_5_minutes_to_30_days_are_allowed(String text, Duration duration) {
        assertThat(TimeToLive.parse(text)).hasValue(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2-days",
                "7-DAYS",
                "PT4M59S",
                "P30DT1S",
                "P31D",
                "P5W",
                "P0D",
                "P",
                "PT",
                "P1DT",
                "pt5m",
                "PT-5M",
                "-PT5M",
                "PT10.5M",
                "P1M",
                "P1Y",
                "PT5M ",
                "PT99999999999M",
                "5",
                ""
            })
    void other_texts_are_not_allowed(String text) {
        assertThat(TimeToLive.parse(text)).isEmpty();
    }
}
