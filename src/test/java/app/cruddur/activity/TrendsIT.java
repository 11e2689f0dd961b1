package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendsIT extends ServerTest {

    private final String word = UUID.randomUUID().toString().replace("-", "");

    @Test
    void a_tag_counts_once_per_unexpired_crud_ignoring_case_and_accents() {
        publish(newUser(), "#É" + word + " and once more #é" + word, "1-hour");
        publish(newUser(), "#e" + word, "1-hour");
        insert("bayko", "#e" + word, "2 hours", "-1 second");

        assertThat(count("#e" + word)).isEqualTo(2);
    }

    @Test
    void mentions_and_words_are_not_tags() {
        publish(newUser(), "@t" + word + " w" + word, "1-hour");

        assertThat(array(get("activities/trends?limit=100")).toString()).doesNotContain(word);
    }

    @Test
    void the_most_used_tag_comes_first() {
        for (int i = 0; i < 30; i++) {
            publish("bayko", "#most" + word, "1-hour");
        }

        JsonObject first = array(get("activities/trends?limit=1")).getJsonObject(0);

        assertThat(first.getInt("cruds_count")).isGreaterThanOrEqualTo(30);
        assertThat(array(get("activities/trends?limit=1"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "x"})
    void an_invalid_limit_is_rejected(String limit) {
        Response response = get("activities/trends?limit=" + limit);

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"limit_invalid\"]");
    }

    private int count(String tag) {
        return array(get("activities/trends?limit=100")).getValuesAs(JsonObject.class).stream()
                .filter(trend -> trend.getString("tag").equals(tag))
                .mapToInt(trend -> trend.getInt("cruds_count"))
                .sum();
    }
}
