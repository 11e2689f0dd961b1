package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIT extends ServerTest {

    /** A word that stands in no other crud. */
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Crème brûlée|creme BRULEE",
                "creme brulee|Crème",
                "Über alle Berge #Ausflug|#ausflug",
                "Über alle Berge #Ausflug|ausflug",
                "Tea with @bayko at five|@Bayko",
                "Straße, naß|strasse",
                "雪が降る|雪が降る",
                "100% sure, O'Neill|o'neill 100%",
            })
    void words_tags_and_handles_are_found_in_any_case_with_or_without_accents(String message, String term) {
        String uuid = publish("andrewbrown", message + " " + word, "1-hour").getString("uuid");

        assertThat(found(term + " " + word)).containsExactly(uuid);
    }

    @Test
    void a_handle_finds_what_its_owner_wrote_and_a_tag_is_more_than_its_word() {
        String author = newUser();
        String tagged = publish(author, "About #" + word, "1-hour").getString("uuid");
        String plain = publish("bayko", "About " + word, "1-hour").getString("uuid");

        assertThat(found("@" + author)).containsExactly(tagged);
        assertThat(found("#" + word)).containsExactly(tagged);
        assertThat(found(word)).containsExactly(plain, tagged);
    }

    @Test
    void the_words_in_order_come_first_then_the_newest() {
        String inOrderOld = publish("bayko", "red herring " + word, "1-hour").getString("uuid");
        String inOrderNew = publish("bayko", word + ", a red herring", "1-hour").getString("uuid");
        String anywhere = publish("bayko", "herring in red " + word, "1-hour").getString("uuid");
        publish("bayko", "only herring " + word, "1-hour");

        assertThat(found("red herring"))
                .filteredOn(List.of(inOrderOld, inOrderNew, anywhere)::contains)
                .containsExactly(inOrderNew, inOrderOld, anywhere);
    }

    @Test
    void pages_meet_every_match_once_across_the_ranks() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            expected.add(0, publish("bayko", "blue " + word + " " + i, "1-hour").getString("uuid"));
        }
        for (int i = 0; i < 4; i++) {
            expected.add(
                    3, publish("bayko", word + " " + i + " so blue", "1-hour").getString("uuid"));
        }

        List<String> met = new ArrayList<>();
        Response page = get("activities/search?limit=2&term=" + encode("blue " + word));
        while (true) {
            array(page).getValuesAs(JsonObject.class).forEach(crud -> met.add(crud.getString("uuid")));
            if (page.getLink("next") == null) {
                break;
            }
            page = client().target(home().resolve(page.getLink("next").getUri()))
                    .request()
                    .get();
        }

        assertThat(met).isEqualTo(expected);
    }

    @Test
    void words_and_tags_of_any_length_can_be_posted() {
        String crud = publish("bayko", word, "1-hour").getString("uuid");

        for (String message :
                List.of("#" + "漢".repeat(1023), "é".repeat(700) + " " + "è".repeat(300), "漢".repeat(1024))) {
            assertThat(reply(crud, "bayko", message).getString("message")).isEqualTo(message);
        }
        String tagged =
                publish("bayko", "#" + "k".repeat(150) + " " + word, "1-hour").getString("uuid");
        assertThat(found("#" + "k".repeat(60) + " " + word)).isEmpty();
        assertThat(found("#" + "K".repeat(99))).contains(tagged);
    }

    @Test
    void what_has_expired_and_replies_are_not_found() {
        insert("bayko", word, "1 hour", "-1 second");
        String crud = publish("bayko", word, "1-hour").getString("uuid");
        reply(crud, "andrewbrown", word);

        assertThat(found(word)).containsExactly(crud);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "_", "'", "''", "\"", "\\", "& | ! ( ) <-> :*", "#", "@", "#'", "?", "$1", ":x", "🙂", "\0"
            })
    void nothing_in_a_term_has_a_meaning(String term) {
        String uuid = publish("bayko", "plain " + word, "1-hour").getString("uuid");

        assertThat(get("activities/search?term=" + encode("x" + term)).getStatus())
                .isEqualTo(200);
        assertThat(found("!" + word)).containsExactly(uuid);
    }

    @ParameterizedTest
    @CsvSource({"activities/search", "activities/search?term=", "activities/search?term=%20%09"})
    void a_blank_term_is_refused(String path) {
        assertRefused(get(path), "search_term_blank");
    }

    @Test
    void a_term_of_a_hundred_code_points_is_the_longest() {
        assertThat(get("activities/search?term=" + encode("🙂".repeat(100))).getStatus())
                .isEqualTo(200);
        assertRefused(get("activities/search?term=" + encode("🙂".repeat(101))), "search_term_exceed_max_chars");
    }

    private List<String> found(String term) {
        return array(get("activities/search?limit=100&term=" + encode(term))).getValuesAs(JsonObject.class).stream()
                .map(crud -> crud.getString("uuid"))
                .toList();
    }

    private static String encode(String term) {
        return URLEncoder.encode(term, StandardCharsets.UTF_8);
    }

    private static void assertRefused(Response response, String code) {
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"" + code + "\"]");
    }
}
