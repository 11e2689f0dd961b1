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

    /** A word that no other crud contains. */
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
                "Fingers crossed 🤞🏾|🤞",
                "Fingers crossed 🤞🏾|crossed 🤞🏾",
            })
    void search_ignores_the_case_and_accents_of_words_tags_and_handles(String message, String term) {
        String uuid = publish("andrewbrown", message + " " + word, "1-hour").getString("uuid");

        assertThat(search(term + " " + word)).containsExactly(uuid);
    }

    @Test
    void the_last_word_of_a_term_may_be_incomplete() {
        String uuid =
                publish("andrewbrown", "The Perseids over " + word, "1-hour").getString("uuid");
        String prefix = word.substring(0, word.length() - 2);

        assertThat(search(prefix)).containsExactly(uuid);
        assertThat(search("perseids over " + prefix)).containsExactly(uuid);
        assertThat(search("perse " + word)).isEmpty();
        assertThat(search("🤞 " + word)).isEmpty();
    }

    @Test
    void a_handle_matches_cruds_of_its_author_and_a_tag_only_tagged_cruds() {
        String author = newUser();
        String tagged = publish(author, "About #" + word, "1-hour").getString("uuid");
        String plain = publish("bayko", "About " + word, "1-hour").getString("uuid");

        assertThat(search("@" + author)).containsExactly(tagged);
        assertThat(search("#" + word)).containsExactly(tagged);
        assertThat(search(word)).containsExactly(plain, tagged);
    }

    @Test
    void cruds_with_the_words_in_order_come_first_then_the_newest() {
        String inOrderOld = publish("bayko", "red herring " + word, "1-hour").getString("uuid");
        String inOrderNew = publish("bayko", word + ", a red herring", "1-hour").getString("uuid");
        String anywhere = publish("bayko", "herring in red " + word, "1-hour").getString("uuid");
        publish("bayko", "only herring " + word, "1-hour");

        assertThat(search("red herring"))
                .filteredOn(List.of(inOrderOld, inOrderNew, anywhere)::contains)
                .containsExactly(inOrderNew, inOrderOld, anywhere);
    }

    @Test
    void the_pages_list_every_match_once_across_ranks() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            expected.add(0, publish("bayko", "blue " + word + " " + i, "1-hour").getString("uuid"));
        }
        for (int i = 0; i < 4; i++) {
            expected.add(
                    3, publish("bayko", word + " " + i + " so blue", "1-hour").getString("uuid"));
        }

        List<String> listed = new ArrayList<>();
        Response page = get("activities/search?limit=2&term=" + encode("blue " + word));
        while (true) {
            array(page).getValuesAs(JsonObject.class).forEach(crud -> listed.add(crud.getString("uuid")));
            if (page.getLink("next") == null) {
                break;
            }
            page = client().target(home().resolve(page.getLink("next").getUri()))
                    .request()
                    .get();
        }

        assertThat(listed).isEqualTo(expected);
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
        assertThat(search("#" + "k".repeat(60) + " " + word)).isEmpty();
        assertThat(search("#" + "K".repeat(99))).contains(tagged);
    }

    @Test
    void expired_cruds_and_replies_are_not_found() {
        insert("bayko", word, "1 hour", "-1 second");
        String crud = publish("bayko", word, "1-hour").getString("uuid");
        reply(crud, "andrewbrown", word);

        assertThat(search(word)).containsExactly(crud);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "_", "'", "''", "\"", "\\", "& | ! ( ) <-> :*", "#", "@", "#'", "?", "$1", ":x", "🙂", "\0"
            })
    void special_characters_in_a_term_are_not_interpreted(String term) {
        String uuid = publish("bayko", "plain " + word, "1-hour").getString("uuid");

        assertThat(get("activities/search?term=" + encode("x" + term)).getStatus())
                .isEqualTo(200);
        assertThat(search("!" + word)).containsExactly(uuid);
    }

    @ParameterizedTest
    @CsvSource({"activities/search", "activities/search?term=", "activities/search?term=%20%09"})
    void a_blank_term_is_rejected(String path) {
        assertRejected(get(path), "search_term_blank");
    }

    @Test
    void a_term_may_have_100_code_points_but_not_101() {
        assertThat(get("activities/search?term=" + encode("🙂".repeat(100))).getStatus())
                .isEqualTo(200);
        assertRejected(get("activities/search?term=" + encode("🙂".repeat(101))), "search_term_exceed_max_chars");
    }

    private List<String> search(String term) {
        return array(get("activities/search?limit=100&term=" + encode(term))).getValuesAs(JsonObject.class).stream()
                .map(crud -> crud.getString("uuid"))
                .toList();
    }

    private static String encode(String term) {
        return URLEncoder.encode(term, StandardCharsets.UTF_8);
    }

    private static void assertRejected(Response response, String code) {
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"" + code + "\"]");
    }
}
