package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.cruddur.support.Person;
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
    void the_response_holds_the_crud_and_its_location() {
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
        "1-hour, PT1H",
        "PT5M, PT5M",
        "P30D, P30D",
        "P1DT2H3M4S, PT26H3M4S",
        "P2W, P14D"
    })
    void a_crud_expires_after_its_time_to_live_in_any_server_time_zone(String ttl, Duration timeToLive) {
        JsonObject crud = publish("bayko", "Tick, tock", ttl);

        assertThat(crud.getString("created_at")).endsWith("+00:00");
        assertThat(crud.getString("expires_at")).endsWith("+00:00");
        Instant created = OffsetDateTime.parse(crud.getString("created_at")).toInstant();
        assertThat(created).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(lifetime(crud)).isEqualTo(timeToLive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"ttl\":null"})
    void without_a_time_to_live_a_crud_has_the_default_of_its_author(String member) {
        Person author = Person.join(this, "Brief");
        String body = "{\"message\":\"As usual\"" + member + "}";
        assertThat(lifetime(object(author.post("activities", body)))).isEqualTo(Duration.ofDays(7));

        author.put("users/me", json("display_name", "Brief", "default_ttl", "PT90M"));

        assertThat(lifetime(object(author.post("activities", body)))).isEqualTo(Duration.ofMinutes(90));
    }

    private static Duration lifetime(JsonObject crud) {
        return Duration.between(
                OffsetDateTime.parse(crud.getString("created_at")), OffsetDateTime.parse(crud.getString("expires_at")));
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
    void a_message_is_returned_unchanged(String message) {
        assertThat(publish("bayko", message, "1-hour").getString("message")).isEqualTo(message);
    }

    @Test
    void a_message_may_have_280_emoji_but_not_281() {
        assertThat(publish("bayko", "🙂".repeat(280), "1-hour").getString("message"))
                .isEqualTo("🙂".repeat(280));

        assertRejected("bayko", "🙂".repeat(281), "1-hour", "[\"message_exceed_max_chars\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_handle\":\"unknown\",\"message\":\"hi\",\"ttl\":\"1-hour\"}|[\"user_not_found\"]",
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
                "{\"user_handle\":\"unknown\",\"message\":\"\",\"ttl\":\"x\"}|[\"user_not_found\",\"message_blank\",\"ttl_invalid\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"hi\",\"ttl\":\"PT4M59S\"}|[\"ttl_invalid\"]",
                "{\"user_handle\":\"bayko\",\"message\":\"hi\",\"ttl\":\"P30DT1S\"}|[\"ttl_invalid\"]",
                "{}|[\"user_handle_blank\",\"message_blank\"]"
            })
    void all_validation_errors_are_returned_in_field_order_and_nothing_is_stored(String body, String codes) {
        // Does not count cruds that expire soon: the purge task may delete expired ones during the test.
        String countQuery = "SELECT count(*) FROM activities WHERE expires_at > now() + interval '30 minutes'";
        Object before = TestDatabase.run(countQuery);

        Response response = post("activities", body);

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
        assertThat(TestDatabase.run(countQuery)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"user_handle\":null,", "\"user_handle\":\" \","})
    void without_a_handle_in_the_body_the_caller_is_the_author(String member) {
        Entity<String> body = Entity.json("{" + member + "\"message\":\"By the caller\",\"ttl\":\"1-hour\"}");

        assertThat(object(as("bayko", "activities").post(body)).getString("handle"))
                .isEqualTo("bayko");

        Response unknown = as("unknown", "activities").post(body);
        assertThat(unknown.getStatus()).isEqualTo(422);
        assertThat(unknown.readEntity(String.class)).isEqualTo("[\"user_not_found\"]");
    }

    @Test
    void the_handle_in_the_body_takes_precedence_over_the_header() {
        String body = json("user_handle", "andrewbrown", "message", "By the body", "ttl", "1-hour");

        assertThat(object(as("bayko", "activities").post(Entity.json(body))).getString("handle"))
                .isEqualTo("andrewbrown");
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
    void a_body_that_is_not_a_json_object_is_400(String body) {
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

    private void assertRejected(String handle, String message, String ttl, String codes) {
        Response response = post(
                "activities",
                "{\"user_handle\":\"%s\",\"message\":\"%s\",\"ttl\":\"%s\"}".formatted(handle, message, ttl));
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
    }
}
