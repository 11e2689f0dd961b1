package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever reads and is nobody yet. */
class GuestIT extends BrowserTest {

    @Test
    void the_feed_goes_on_by_itself_to_its_end_and_shows_every_living_crud_once() {
        open("");

        await().atMost(A_WHILE).until(() -> {
            js("scrollTo(0, document.body.scrollHeight)");
            return has(".state.end");
        });

        assertThat(keys()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(texts("article .message"))
                .contains("Fingers crossed from Lagos! 🤞🏾")
                .anyMatch(message -> message.contains("<b>not bold</b>"))
                .noneMatch(message -> message.startsWith("This crud slipped away"));
        assertThat(has("article b:not(.display-name), article script")).isFalse();
    }

    @Test
    void markup_is_shown_as_it_was_typed() {
        String message = "<img src=x onerror=alert(1)> " + UUID.randomUUID();
        String uuid = publish("bayko", message, "1-hour").getString("uuid");

        open("crud/" + uuid);

        assertThat(text(crud(uuid) + " .message")).isEqualTo(message);
        assertThat(has("article img")).isFalse();
    }

    @Test
    void a_mention_is_the_handle_in_ascii_and_in_any_case() {
        open("");

        Object mentioned = browser.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                import(new URL("app/mentions.js", document.baseURI)).then(({ mentions }) =>
                  done(["Hi @kofi", "(@KoFi)", "@kofi\u2019s", "@\u212aofi", "@kofi_2", "a@kofi", "kofi", null]
                    .filter((message) => mentions(message, "kofi"))));
                """);

        assertThat(mentioned).isEqualTo(List.of("Hi @kofi", "(@KoFi)", "@kofi\u2019s"));
    }

    @Test
    void long_texts_are_searched_for_links_and_mentions_in_linear_time() {
        open("");

        Object rows = browser.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                Promise.all(["mentions", "components/crudText"].map((module) =>
                  import(new URL(`app/${module}.js`, document.baseURI)))).then(([{ mentions }, { crudText }]) => {
                  let rows = 0;
                  for (const start of ["", "http://", "https://a", "#", "@"]) {
                    for (const each of [".", "#", "@", "/", "a", " ", "http://", "@a", "\u0301", ")"]) {
                      const text = start + each.repeat(200_000 / each.length) + "!\u2028";
                      mentions(text, "kofi");
                      crudText(text, "kofi");
                      crudText("kofi", text);
                      rows++;
                    }
                  }
                  done(rows);
                });
                """);

        assertThat(rows).isEqualTo(50L);
    }

    @Test
    void tags_handles_and_links_lead_on_and_nothing_else_does() {
        String uuid = publish(
                        "bayko",
                        "#Déjà @andrewbrown a@b.example https://example.com/a?b=c#d. javascript:alert(1)",
                        "1-hour")
                .getString("uuid");

        open("crud/" + uuid);

        assertThat(js(
                        "return [...document.querySelectorAll(arguments[0])].map(each => each.getAttribute('href'))",
                        crud(uuid) + " .message a"))
                .isEqualTo(List.of("search?term=%23D%C3%A9j%C3%A0", "@andrewbrown", "https://example.com/a?b=c#d"));
    }

    @Test
    void a_search_marks_what_it_found_whatever_its_accents() {
        String word = "z" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");
        publish("bayko", "Ça dépend de " + word.toUpperCase(), "1-hour");

        open("");
        write("search-field input", "depend " + word);
        one("search-field input").submit();

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts("mark")).containsExactly("dépend", word.toUpperCase()));
        assertThat(browser.getTitle()).isEqualTo("Search: depend " + word + " · Cruddur");
    }

    @ParameterizedTest
    @CsvSource({
        "'', Home · Cruddur, Home",
        "@bayko, Andrew Bayko (@bayko) · Cruddur, Andrew Bayko",
        "search?term=seed, Search: seed · Cruddur, Search",
        "notifications, Notifications · Cruddur, Notifications",
        "messages, Messages · Cruddur, Messages",
        "messages/@bayko, Messages with @bayko · Cruddur, @bayko",
        "sign-in, Sign in · Cruddur, Sign in"
    })
    void every_page_has_an_address_of_its_own_that_survives_a_reload(String path, String title, String heading) {
        open(path);
        browser.navigate().refresh();
        settle();

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(browser.getTitle()).isEqualTo(title));
        assertThat(text("main h1")).isEqualTo(heading);
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere, Nothing but ashes",
        "crud/00000000-0000-0000-0000-000000000000, It has burned away",
        "@nobody_at_all, Nobody is called so"
    })
    void what_is_not_there_says_so(String path, String words) {
        open(path);

        awaitText("main .state h2", words);
    }

    @Test
    void following_a_link_moves_the_focus_to_the_heading_and_going_back_finds_the_place() {
        open("");
        js("document.stillHere = true; scrollTo(0, 600)");
        await().until(() -> (Long) js("return Math.round(scrollY)") == 600);
        String key = (String)
                js(
                        "return [...document.querySelectorAll('article')].find(each => each.getBoundingClientRect().top > 100).dataset.uuid");

        click(crud(key) + " .when");
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(js("return document.activeElement.textContent"))
                .isEqualTo("Crud"));
        settle();
        browser.navigate().back();

        await().atMost(A_WHILE)
                .until(() -> (Long) js("return Math.round(scrollY)") == 600 && has("home-feed-page " + crud(key)));
        assertThat(js("return document.stillHere")).isEqualTo(true);
    }

    @Test
    void who_is_nobody_is_asked_who_they_are_before_they_like() {
        open("");

        click("article [data-action=like]");

        awaitText("main h1", "Sign in");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts(".person .handle")).contains("@andrewbrown"));
    }

    @Test
    void nothing_sticks_out_of_a_page_360_pixels_wide() {
        publish("bayko", "w".repeat(280), "1-hour");

        width(360, () -> {
            for (String path : List.of("", "@bayko", "search?term=seed", "sign-in", "messages")) {
                open(path);
                assertThat(js("return document.documentElement.scrollWidth"))
                        .as(path)
                        .isEqualTo(360L);
                assertThat(
                                js(
                                        """
                                return [...document.querySelectorAll('main *')].filter(part => !part.closest('svg, .visually-hidden')
                                  && part.getBoundingClientRect().right > 360.5).map(part => part.className)"""))
                        .as(path)
                        .isEqualTo(List.of());
            }
        });
    }

    @Test
    void the_theme_is_dark_until_it_is_changed_and_then_remembered() {
        open("");
        assertThat(background()).isEqualTo("rgb(18, 16, 14)");

        click(".nav-foot .tool");
        assertThat(background()).isEqualTo("rgb(251, 247, 241)");

        open("");
        assertThat(background()).isEqualTo("rgb(251, 247, 241)");
    }

    private static String background() {
        return (String) js("return getComputedStyle(document.body).backgroundColor");
    }

    @SuppressWarnings("unchecked")
    private static List<String> keys() {
        return (List<String>)
                js("return [...document.querySelectorAll('article.crud')].map(each => each.dataset.uuid)");
    }
}
