package app.cruddur.user;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileIT extends ServerTest {

    private Person ann;

    @BeforeEach
    void join() {
        ann = Person.join(this, "Ann");
    }

    @Test
    void a_profile_is_public_without_the_email() {
        Response response = get("users/@" + ann.handle());

        assertThat(response.getStatus()).isEqualTo(200);
        JsonObject profile = object(response);
        assertThat(profile.keySet())
                .containsExactly("uuid", "handle", "display_name", "bio", "created_at", "cruds_count");
        assertThat(profile.getString("uuid")).isEqualTo(ann.uuid().toString());
        assertThat(profile.getString("handle")).isEqualTo(ann.handle());
        assertThat(profile.getString("display_name")).isEqualTo("Ann");
        assertThat(profile.getString("bio")).isEmpty();
        assertThat(profile.getString("created_at")).endsWith("+00:00");
        assertThat(profile.getInt("cruds_count")).isZero();
    }

    @Test
    void the_short_form_contains_only_names() {
        JsonObject names = object(get("users/@" + ann.handle() + "/short"));

        assertThat(names.keySet()).containsExactly("uuid", "handle", "display_name");
        assertThat(names.getString("uuid")).isEqualTo(ann.uuid().toString());
        assertThat(names.getString("handle")).isEqualTo(ann.handle());
        assertThat(names.getString("display_name")).isEqualTo("Ann");
    }

    @Test
    void handles_are_case_insensitive() {
        String upperCase = ann.handle().toUpperCase(Locale.ROOT);

        assertThat(object(get("users/@" + upperCase)).getString("handle")).isEqualTo(ann.handle());
        assertThat(object(get("users/@" + upperCase + "/short")).getString("handle"))
                .isEqualTo(ann.handle());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "no%20body", "%27;--", "a.b", "%C3%A9", "0123456789012345678901234567890"})
    void an_unknown_handle_is_404(String handle) {
        assertRejected(get("users/@" + handle), 404, "[\"user_not_found\"]");
        assertRejected(get("users/@" + handle + "/short"), 404, "[\"user_not_found\"]");
    }

    @Test
    void only_unexpired_cruds_that_are_not_replies_are_counted() {
        String crud = publish(ann.handle(), "One", "1-hour").getString("uuid");
        publish(ann.handle(), "Two", "1-hour");
        insert(ann.handle(), "Gone", "1 hour", "-1 minute");
        TestDatabase.run(
                """
                INSERT INTO activities (user_uuid, message, expires_at, reply_to_activity_uuid)
                VALUES (?, 'A reply', now() + interval '1 hour', CAST(? AS uuid))""",
                ann.uuid(),
                crud);
        publish("bayko", "Written by another user", "1-hour");

        assertThat(object(get("users/@" + ann.handle())).getInt("cruds_count")).isEqualTo(2);
    }

    @Test
    void an_updated_profile_is_visible_everywhere() {
        Response response = ann.put("users/me", "{\"display_name\":\" Ann <3 \",\"bio\":\"Two\\nlines, one 🙂\"}");

        assertThat(response.getStatus()).isEqualTo(200);
        JsonObject profile = object(response);
        assertThat(profile.getString("display_name")).isEqualTo(" Ann <3 ");
        assertThat(profile.getString("bio")).isEqualTo("Two\nlines, one 🙂");
        assertThat(object(ann.get("users/me"))).isEqualTo(profile);
        assertThat(profile.entrySet())
                .containsAll(object(get("users/@" + ann.handle())).entrySet());
        assertThat(publish(ann.handle(), "Hi", "1-hour").getString("display_name"))
                .isEqualTo(" Ann <3 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"display_name\":\"Ann\"}", "{\"display_name\":\"Ann\",\"bio\":null}"})
    void a_profile_without_a_bio_has_an_empty_one(String body) {
        ann.put("users/me", "{\"display_name\":\"Ann\",\"bio\":\"Something\"}");

        assertThat(object(ann.put("users/me", body)).getString("bio")).isEmpty();
    }

    @Test
    void the_default_time_to_live_is_seven_days_until_it_is_changed() {
        assertThat(object(ann.get("users/me")).getString("default_ttl")).isEqualTo("7-days");

        ann.put("users/me", json("display_name", "Ann", "default_ttl", "PT5M")).close();
        ann.put("users/me", json("display_name", "Ann B.")).close();

        assertThat(object(ann.get("users/me")).getString("default_ttl")).isEqualTo("PT5M");
    }

    @Test
    void a_user_is_not_notified_of_expiring_cruds_until_they_want_it() {
        assertThat(object(ann.get("users/me")).getBoolean("notify_expiring")).isFalse();

        ann.put("users/me", "{\"display_name\":\"Ann\",\"notify_expiring\":true}")
                .close();
        ann.put("users/me", "{\"display_name\":\"Ann\",\"notify_expiring\":null}")
                .close();

        assertThat(object(ann.get("users/me")).getBoolean("notify_expiring")).isTrue();
        assertRejected(
                ann.put("users/me", json("display_name", "Ann", "notify_expiring", "true")),
                400,
                "[\"json_malformed\"]");
    }

    @Test
    void names_of_50_and_bios_of_160_emoji_are_accepted() {
        String body = "{\"display_name\":\"%s\",\"bio\":\"%s\"}".formatted("🙂".repeat(50), "🙂".repeat(160));

        assertThat(ann.put("users/me", body).getStatus()).isEqualTo(200);
        assertThat(object(get("users/@" + ann.handle())).getString("bio")).isEqualTo("🙂".repeat(160));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|[\"display_name_blank\"]",
                "{\"display_name\":\" \\t\",\"bio\":\"\"}|[\"display_name_blank\"]",
                "{\"display_name\":\"51\",\"bio\":\"\"}|[\"display_name_exceed_max_chars\"]",
                "{\"display_name\":\"\\u3164\"}|[\"display_name_blank\"]",
                "{\"display_name\":\"a\\u202ab\"}|[\"display_name_invalid_chars\"]",
                "{\"display_name\":\"a\\u0000b\"}|[\"display_name_invalid_chars\"]",
                "{\"display_name\":\"a\\ud800b\"}|[\"display_name_invalid_chars\"]",
                "{\"display_name\":\"Ann\",\"bio\":\"161\"}|[\"bio_exceed_max_chars\"]",
                "{\"display_name\":\"Ann\",\"bio\":\"a\\u001bb\"}|[\"bio_invalid_chars\"]",
                "{\"display_name\":\"Ann\",\"default_ttl\":\"\"}|[\"default_ttl_blank\"]",
                "{\"display_name\":\"\",\"default_ttl\":\"P31D\"}|[\"display_name_blank\",\"default_ttl_invalid\"]",
                "{\"bio\":\"161\",\"display_name\":\"51\"}|[\"display_name_exceed_max_chars\",\"bio_exceed_max_chars\"]"
            })
    void all_errors_are_returned_in_field_order_and_nothing_changes(String body, String codes) {
        String before = get("users/@" + ann.handle()).readEntity(String.class);

        Response response = ann.put(
                "users/me",
                body.replace("\"51\"", "\"" + "🙂".repeat(51) + "\"")
                        .replace("\"161\"", "\"" + "🙂".repeat(161) + "\""));

        assertRejected(response, 422, codes);
        assertThat(get("users/@" + ann.handle()).readEntity(String.class)).isEqualTo(before);
    }

    @Test
    void a_guest_has_no_own_profile() {
        var me = api().path("users/me").request();
        assertRejected(me.get(), 401, "[\"user_missing\"]");
        Entity<String> profile = Entity.json("{\"display_name\":\"Me\"}");

        assertRejected(me.put(profile), 401, "[\"user_missing\"]");
        assertRejected(me.header("X-Cruddur-User", "unknown").put(profile), 401, "[\"user_missing\"]");
    }

    private static void assertRejected(Response response, int status, String codes) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
    }
}
