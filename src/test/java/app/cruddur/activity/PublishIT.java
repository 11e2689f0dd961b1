package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishIT extends ServerTest {

    @Test
    void a_crud_is_answered_with_itself_and_where_it_is() {
        Response response =
                post("activities", "{\"user_handle\":\"andrewbrown\",\"message\":\"hi\",\"ttl\":\"1-hour\"}");

        assertThat(response.getStatus()).isEqualTo(200);
        JsonObject crud = object(response);
        assertThat(response.getLocation().getPath()).endsWith("/api/activities/" + crud.getString("uuid"));
        assertThat(crud.getString("handle")).isEqualTo("andrewbrown");
        assertThat(crud.getString("display_name")).isEqualTo("Andrew Brown");
        assertThat(crud.getString("message")).isEqualTo("hi");
        assertThat(crud.getInt("likes_count")).isZero();
        assertThat(object(get("activities/" + crud.getString("uuid")))).isEqualTo(crud);
    }

    @ParameterizedTest
    @CsvSource({
        "30-days, P30D",
        "7-days, P7D",
        "3-days, P3D",
        "1-day, P1D",
        "12-hours, PT12H",
        "3-hours, PT3H",
        "1-hour, PT1H"
    })
    void it_lives_as_long_as_it_was_given_whatever_the_servers_time_zone(String ttl, Duration life) {
        JsonObject crud = publish("bayko", "Tick, tock", ttl);

        assertThat(crud.getString("created_at")).endsWith("+00:00");
        assertThat(crud.getString("expires_at")).endsWith("+00:00");
        Instant created = OffsetDateTime.parse(crud.getString("created_at")).toInstant();
        Instant expires = OffsetDateTime.parse(crud.getString("expires_at")).toInstant();
        assertThat(created).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(Duration.between(created, expires)).isEqualTo(life);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tabs\tand\nlines",
                "<b>not bold</b>",
                "'; DROP TABLE users; --",
                "Ünïcödé 漢字 عربى",
                "👩‍👩‍👧‍👦",
                "\\u0000 as text"
            })
    void what_was_typed_is_what_is_read(String message) {
        assertThat(publish("bayko", message, "1-hour").getString("message")).isEqualTo(message);
    }

    @Test
    void two_hundred_and_eighty_emoji_pass_and_one_more_does_not() {
        assertThat(publish("bayko", "🙂".repeat(280), "1-hour").getString("message"))
                .isEqualTo("🙂".repeat(280));

        assertRefused("bayko", "🙂".repeat(281), "1-hour", "[\"message_exceed_max_chars\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_handle\":\"nobody\",\"message\":\"hi\",\"ttl\":\"1-hour\"}|[\"user_not_found\"]",
                "{\"user_handle\":\"not a handle\",\"message\":\"hi\",\"ttl\":\"1-hour\"}|[\"user_not_found\"]",
                "{\"user_handle\":\"a\\u0000\",\"message\":\"hi\",\"ttl\":\"1-hour\"}|[\"user_not_found\"]",
                "{\"user_handle\":\" \",\"message\":\"hi\",\"ttl\":\"1-hour\"}|[\"user_handle_blank\"]",
                "{\"user_handle\":\"bayko\",\"message\":\" \\n\",\"ttl\":\"2-hours\"}|[\"message_blank\",\"ttl_invalid\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"\\u3000\",\"ttl\":\"1-hour\"}|[\"message_blank\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"hi\",\"ttl\":\"\"}|[\"ttl_blank\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"a\\u0000b\",\"ttl\":\"1-hour\"}|[\"message_invalid_chars\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"a\\u001bb\",\"ttl\":\"1-hour\"}|[\"message_invalid_chars\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"a\\ud800b\",\"ttl\":\"1-hour\"}|[\"message_invalid_chars\"]",
                "{\"user_handle\":\"ba\\u212ako\",\"message\":\"hi\",\"ttl\":\"1-hour\"}|[\"user_not_found\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"\\u200b\",\"ttl\":\"1-hour\"}|[\"message_blank\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"\\u2800 \\u3164\\u00ad\",\"ttl\":\"1-hour\"}|[\"message_blank\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"a\\u202eb\",\"ttl\":\"1-hour\"}|[\"message_invalid_chars\"]",
                "{\"user_handle\":\"nobody\",\"message\":\"\",\"ttl\":\"x\"}|[\"user_not_found\",\"message_blank\",\"ttl_invalid\"]",
                "{}|[\"user_handle_blank\",\"message_blank\",\"ttl_blank\"]"
            })
    void all_that_is_wrong_is_told_at_once_in_field_order_and_nothing_is_stored(String body, String codes) {
        // Not of all: what has expired is purged meanwhile.
        String lasting = "SELECT count(*) FROM activities WHERE expires_at > now() + interval '30 minutes'";
        Object before = TestDatabase.run(lasting);

        Response response = post("activities", body);

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
        assertThat(TestDatabase.run(lasting)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "null",
                "[]",
                "{\"message\":{}}",
                "{\"user_handle\":\"bayko\"} and more",
                "{\"user_handle\":\"bayko\",\"message\":\"a\",\"ttl\":\"1-hour\",\"x\":1,\"x\":1}",
                "{\"user_handle\":\"bayko\",\"message\":\"a\",\"ttl\":\"1-hour\",\"x\":{\"y\":1,\"y\":1}}"
            })
    void a_body_that_is_no_json_object_is_400(String body) {
        Response response = post("activities", body);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"json_malformed\"]");
    }

    @Test
    void a_body_over_sixteen_kibibytes_is_413() {
        Response response = post("activities", "{\"message\":\"" + "x".repeat(17_000) + "\"}");

        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"body_too_large\"]");
    }

    @Test
    void another_content_type_is_415() {
        Response response = api().path("activities").request().post(Entity.text("hi"));

        assertThat(response.getStatus()).isEqualTo(415);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"unsupported_media_type\"]");
    }

    private void assertRefused(String handle, String message, String ttl, String codes) {
        Response response = post(
                "activities",
                "{\"user_handle\":\"%s\",\"message\":\"%s\",\"ttl\":\"%s\"}".formatted(handle, message, ttl));
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
    }
}
