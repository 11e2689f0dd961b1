package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFeedIT extends ServerTest {

    @Test
    void a_users_feed_holds_only_their_cruds() {
        String uuid = publish("bayko", "Mine", "1-day").getString("uuid");

        var feed = array(get("activities/@bayko?limit=100")).getValuesAs(JsonObject.class);

        assertThat(feed).allMatch(crud -> crud.getString("handle").equals("bayko"));
        assertThat(feed.get(0).getString("uuid")).isEqualTo(uuid);
    }

    @Test
    void handles_are_case_insensitive() {
        assertThat(array(get("activities/@AndrewBrown"))).isNotEmpty();
    }

    @Test
    void a_user_without_cruds_has_an_empty_feed() {
        TestDatabase.run(
                "INSERT INTO users (display_name, handle, email, cognito_user_id) VALUES ('Quiet', 'quiet', 'quiet@example.com', 'q')");

        Response response = get("activities/@quiet");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.readEntity(String.class)).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "no%20body", "%27;--", "a.b", "%C3%A9", "0123456789012345678901234567890"})
    void an_unknown_handle_is_404(String handle) {
        Response response = get("activities/@" + handle);

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"user_not_found\"]");
    }

    @Test
    void a_users_feed_is_paginated() {
        for (int i = 0; i < 3; i++) {
            publish("bayko", "Number " + i, "1-hour");
        }

        Response response = get("activities/@bayko?limit=2");

        assertThat(array(response)).hasSize(2);
        assertThat(response.getLink("next").getUri().toString())
                .contains("/api/activities/@bayko?")
                .contains("limit=2");
        assertThat(get("activities/@bayko?limit=0").getStatus()).isEqualTo(422);
    }
}
