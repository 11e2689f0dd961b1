package app.cruddur.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.persistence.ConnectionUrl.Host;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgres"})
    void both_schemes_are_accepted(String scheme) {
        ConnectionUrl url = ConnectionUrl.parse(scheme + "://cruddurroot:s3cret@db.example.com:5433/cruddur");

        assertThat(url.user()).isEqualTo("cruddurroot");
        assertThat(url.password()).isEqualTo("s3cret");
        assertThat(url.hosts()).containsExactly(new Host("db.example.com", 5433));
        assertThat(url.database()).isEqualTo("cruddur");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:5433/cruddur");
    }

    @Test
    void a_password_may_contain_any_encoded_character() {
        assertThat(ConnectionUrl.parse("postgresql://u:p%40ss%3Aw%2Frd%25%20%C3%A9+@h/d")
                        .password())
                .isEqualTo("p@ss:w/rd% é+");
    }

    @Test
    void missing_parts_have_the_defaults_of_libpq() {
        ConnectionUrl url = ConnectionUrl.parse("postgresql://");

        assertThat(url.hosts()).containsExactly(new Host("localhost", 5432));
        assertThat(url.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(url.password()).isNull();
        assertThat(url.database()).isEqualTo(url.user());
    }

    @Test
    void an_ipv6_address_is_in_brackets() {
        ConnectionUrl url = ConnectionUrl.parse("postgresql://u@[2001:db8::1]:6432/d");

        assertThat(url.hosts()).containsExactly(new Host("2001:db8::1", 6432));
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[2001:db8::1]:6432/d");
        assertThat(ConnectionUrl.parse("postgresql://u@[::1]/d").hosts()).containsExactly(new Host("::1", 5432));
    }

    @Test
    void several_hosts_are_kept_in_order() {
        ConnectionUrl url =
                ConnectionUrl.parse("postgresql://u:p@h1:5432,h2:5433,[::1]/d?target_session_attrs=read-write");

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://h1:5432,h2:5433,[::1]:5432/d");
        assertThat(url.parameters()).containsExactlyEntriesOf(Map.of("targetServerType", "primary"));
    }

    @Test
    void with_several_hosts_the_primary_is_the_default() {
        assertThat(ConnectionUrl.parse("postgresql://u@h1,h2/d").parameters())
                .containsOnly(Map.entry("targetServerType", "primary"));
        assertThat(ConnectionUrl.parse("postgresql://u@h1,h2/d?target_session_attrs=any")
                        .parameters())
                .containsOnly(Map.entry("targetServerType", "any"));
        assertThat(ConnectionUrl.parse("postgresql://u@h1/d").parameters()).isEmpty();
    }

    @Test
    void query_parameters_have_the_names_of_libpq_or_pgjdbc() {
        ConnectionUrl url = ConnectionUrl.parse(
                "postgresql://u@h/d?sslmode=verify-full&sslrootcert=%2Fetc%2Frds.pem&connect_timeout=7&socketTimeout=4");

        assertThat(url.parameters())
                .containsOnly(
                        Map.entry("sslmode", "verify-full"),
                        Map.entry("sslrootcert", "/etc/rds.pem"),
                        Map.entry("connectTimeout", "7"),
                        Map.entry("socketTimeout", "4"));
    }

    @Test
    void user_password_and_database_may_be_query_parameters() {
        ConnectionUrl url = ConnectionUrl.parse("postgresql://h?user=u&password=s3cret&dbname=d");

        assertThat(url.user()).isEqualTo("u");
        assertThat(url.password()).isEqualTo("s3cret");
        assertThat(url.database()).isEqualTo("d");
        assertThat(url.parameters()).isEmpty();
        assertThat(url.toString()).isEqualTo("postgresql://u:***@h:5432/d");
    }

    @Test
    void the_password_is_masked() {
        assertThat(ConnectionUrl.parse("postgresql://u:s3cret@h:1/d?sslmode=require"))
                .hasToString("postgresql://u:***@h:1/d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:s3cret@h/d",
                "postgresql:/u:s3cret@h/d",
                "postgresql://u:s3cret@h:port/d",
                "postgresql://u:s3cret@h:70000/d",
                "postgresql://u:s3cret@h:0/d",
                "postgresql://u:s3cret%4@h/d",
                "postgresql://u:s3cret%zz@h/d",
                "postgresql://u:s3cret%00@h/d",
                "postgresql://u:s3cret%FF@h/d",
                "postgresql://u:a@s3cret@h/d",
                "postgresql://u:a/s3cret@h/d",
                "postgresql://u:12/s3cret@h/d",
                "postgresql://u:a?s3cret=1@h/d",
                "postgresql://u:12?s3cret@h/d",
                "postgresql://u:s3cret@[::1/d",
                "postgresql://u:s3cret@[::1]x/d",
                "postgresql://u:s3cret@[]/d",
                "postgresql://u:s3cret@%2Fvar%2Frun/d",
                "postgresql://u:s3cret@h/d?sslmode",
                "postgresql://u:s3cret@h/d?nonsense=1"
            })
    void an_invalid_url_is_reported_without_the_password(String url) {
        assertThatThrownBy(() -> ConnectionUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The connection URL is not valid: ")
                .hasMessageNotContaining("s3cret");
    }

    @Property
    void encoded_text_is_decoded_unchanged(
            @ForAll @From("text") String user,
            @ForAll @From("text") String password,
            @ForAll @From("text") String database,
            @ForAll @IntRange(min = 1, max = 65535) int port) {
        ConnectionUrl url = ConnectionUrl.parse(
                "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(encode(user), encode(password), port, encode(database)));

        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
        assertThat(url.database()).isEqualTo(database);
        assertThat(url.hosts()).containsExactly(new Host("127.0.0.1", port));
        assertThat(url.properties()).containsEntry("user", user).containsEntry("password", password);
    }

    @Property
    void any_text_is_parsed_or_rejected(@ForAll String text) {
        try {
            assertThat(ConnectionUrl.parse("postgresql://" + text).hosts()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("The connection URL is not valid: ");
        }
    }

    @Property
    void a_password_in_a_malformed_url_is_never_shown(
            @ForAll @From("separators") String before, @ForAll @From("separators") String after) {
        String text;
        try {
            text = ConnectionUrl.parse(
                            "postgresql://user:" + before + "s3cret" + after + "@host:5432/db?sslmode=require")
                    .toString();
        } catch (IllegalArgumentException e) {
            text = e.getMessage();
        }
        assertThat(text).doesNotContain("s3cret");
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(30).filter(ConnectionUrlTest::isUtf8WithoutNul);
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.strings().withChars("@:/?&=%#[],1a ").ofMaxLength(6);
    }

    private static boolean isUtf8WithoutNul(String text) {
        return text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
