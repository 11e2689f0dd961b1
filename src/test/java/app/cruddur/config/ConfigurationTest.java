package app.cruddur.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static Configuration configuration(String variable, String value) {
        return new Configuration(Map.of(variable, value));
    }

    @Test
    void every_setting_has_its_default_when_nothing_is_set() {
        Configuration empty = new Configuration(Map.of());

        empty.validate();

        assertThat(empty.get(Configuration.POOL_SIZE)).isEqualTo(8);
        assertThat(empty.get(Configuration.AUTH)).isEqualTo("jwt");
        assertThat(empty.get(Configuration.LOG_SQL)).isFalse();
        assertThat(empty.get(Configuration.CONNECT_ORIGINS)).isEmpty();
        assertThat(empty.find(Configuration.OPEN_USER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "40", "200"})
    void a_pool_size_within_the_range_is_taken(int size) {
        assertThat(configuration("CRUDDUR_POOL_SIZE", String.valueOf(size)).get(Configuration.POOL_SIZE))
                .isEqualTo(size);
    }

    @Test
    void a_blank_value_counts_as_not_set() {
        assertThat(configuration("CRUDDUR_POOL_SIZE", "  ").get(Configuration.POOL_SIZE))
                .isEqualTo(8);
    }

    @Test
    void blanks_around_a_value_are_ignored() {
        assertThat(configuration("CRUDDUR_POOL_SIZE", " 3\n").get(Configuration.POOL_SIZE))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "8.0", "eight", "1e2", "99999999999", "٣"})
    void a_pool_size_out_of_range_is_refused(String value) {
        assertThatThrownBy(() -> configuration("CRUDDUR_POOL_SIZE", value).validate())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CRUDDUR_POOL_SIZE=" + value + " is not allowed; allowed: a number from 1 to 200");
    }

    @ParameterizedTest
    @CsvSource({
        "CRUDDUR_AUTH,Open",
        "CRUDDUR_SEED,prod",
        "CRUDDUR_LOG,xml",
        "CRUDDUR_ACCESS_LOG,yes",
        "CRUDDUR_MAX_STREAMS,many",
        "CRUDDUR_DRAIN_SECONDS,301",
        "CRUDDUR_SLOW_QUERY_MS,-1",
        "CRUDDUR_CONNECT_ORIGINS,https://ok.example ftp://no.example",
        "OIDC_ISSUER,id.example",
        "OIDC_JWKS_URI,file:///keys"
    })
    void a_value_that_is_not_allowed_is_refused_naming_variable_and_value(String variable, String value) {
        assertThatThrownBy(() -> configuration(variable, value).validate())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(variable + "=" + value + " is not allowed; allowed: ");
    }

    @Test
    void all_errors_are_reported_together() {
        Configuration wrong = new Configuration(Map.of("CRUDDUR_POOL_SIZE", "x", "CRUDDUR_LOG", "xml"));

        assertThatThrownBy(wrong::validate)
                .hasMessageContaining("CRUDDUR_POOL_SIZE=x")
                .hasMessageContaining("CRUDDUR_LOG=xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "a token with blanks in it", "pässword-of-16-chars"})
    void a_metrics_token_that_is_not_allowed_is_refused_without_showing_it(String value) {
        assertThatThrownBy(() -> configuration("CRUDDUR_METRICS", value).validate())
                .hasMessageContaining("CRUDDUR_METRICS")
                .message()
                .doesNotContain(value);
    }

    @Test
    void the_description_contains_what_is_set_and_no_secret() {
        Configuration configuration = new Configuration(Map.of(
                "CONNECTION_URL",
                "postgresql://u:secret@h/d",
                "CRUDDUR_AUTH",
                "open",
                "CRUDDUR_METRICS",
                "0123456789abcdef"));

        assertThat(configuration.describe()).isEqualTo("CONNECTION_URL=*** CRUDDUR_AUTH=open CRUDDUR_METRICS=***");
    }

    @Test
    void each_variable_is_one_setting() {
        List<String> variables =
                Configuration.SETTINGS.stream().map(Setting::variable).toList();

        assertThat(new HashSet<>(variables)).hasSameSizeAs(variables);
    }
}
