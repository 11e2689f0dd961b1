package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** A guest: a reader who is not signed in. */
@Tag("any-server")
class GuestIT extends BrowserTest {

    @Test
    void scrolling_loads_the_whole_feed_and_shows_every_unexpired_crud_once() {
        open("");

        await().atMost(A_WHILE).until(() -> {
            js("scrollTo(0, document.body.scrollHeight)");
            return has(".status-message.feed-complete");
        });

        assertThat(uuids()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(texts("article .message"))
                .contains("Fingers crossed from Lagos! 🤞🏾")
                .anyMatch(message -> message.contains("<b>not bold</b>"))
                .noneMatch(message -> message.startsWith("This crud slipped away"));
        assertThat(has("article b:not(.display-name), article script")).isFalse();
    }

    @Test
    void markup_in_a_message_is_shown_as_text() {
        String message = "<img src=x onerror=alert(1)> " + UUID.randomUUID();
        String uuid = publish("bayko", message, "1-hour").getString("uuid");

        open("crud/" + uuid);

        assertThat(text(crud(uuid) + " .message")).isEqualTo(message);
        assertThat(has("article img")).isFalse();
        assertThat(browser.getTitle()).isEqualTo("Crud by Andrew Bayko · Cruddur");
        awaitText(".feed-end .status-message", "No replies yet.");
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
                    for (const each of [".", "#", "@", "/", "a", " ", "http://", "@a", "\\u0301", ")"]) {
                      const text = start + each.repeat(200_000 / each.length) + "!\\u2028";
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
    void only_tags_handles_and_http_links_become_links() {
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
    void a_search_highlights_its_words_with_or_without_accents() {
        String word = "z" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");
        publish("bayko", "Ça dépend de " + word.toUpperCase(), "1-hour");

        open("");
        write("search-field input", "depend " + word);
        one("search-field input").submit();

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts("mark")).containsExactly("dépend", word.toUpperCase()));
        assertThat(browser.getTitle()).isEqualTo("Search: depend " + word + " · Cruddur");
    }

    @Test
    void the_search_finds_people_and_words_by_their_beginning() {
        String word = "z" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");
        publish("bayko", "Until the " + word, "1-hour");

        open("search?term=andrew%20bay");
        awaitText(".found .handle", "@bayko");
        open("search?term=" + word.substring(0, 7));
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(texts("mark")).containsExactly(word));
    }

    @Test
    void the_empty_search_page_of_a_phone_shows_trends_and_people() {
        width(390, () -> {
            open("search");
            await().atMost(A_WHILE).until(() -> has("main .trending li a") && has("main .suggested li a"));
            assertThat(one("main .suggested li a").isDisplayed()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'', Home · Cruddur, Home",
        "@bayko, Andrew Bayko (@bayko) · Cruddur, Andrew Bayko",
        "search?term=seed, Search: seed · Cruddur, Search",
        "notifications, Notifications · Cruddur, Notifications",
        "messages, Messages · Cruddur, Messages",
        "messages/@bayko, Messages with @bayko · Cruddur, Andrew Bayko",
        "sign-in, Sign in · Cruddur, Sign in"
    })
    void every_page_can_be_reloaded_at_its_url(String path, String title, String heading) {
        open(path);
        browser.navigate().refresh();
        settle();

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(browser.getTitle()).isEqualTo(title));
        awaitText("main h1", heading);
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere, Page not found",
        "crud/00000000-0000-0000-0000-000000000000, Crud not found",
        "@unknown_user, No such person"
    })
    void a_missing_page_crud_or_user_shows_a_message(String path, String words) {
        open(path);

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts("main h1, main h2")).contains(words));
    }

    @Test
    void following_a_link_focuses_the_heading_and_going_back_restores_the_scroll_position() {
        open("");
        js("document.stillHere = true; scrollTo(0, 600)");
        await().until(() -> (Long) js("return Math.round(scrollY)") == 600);
        String uuid = (String)
                js(
                        "return [...document.querySelectorAll('article')].find(each => each.getBoundingClientRect().top > 100).dataset.uuid");

        click(crud(uuid) + " .timestamp");
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(js("return document.activeElement.textContent"))
                .isEqualTo("Crud"));
        settle();
        browser.navigate().back();

        await().atMost(A_WHILE)
                .until(() -> (Long) js("return Math.round(scrollY)") == 600 && has("home-feed-page " + crud(uuid)));
        assertThat(js("return document.stillHere")).isEqualTo(true);
    }

    @Test
    void the_link_of_a_crud_can_be_copied_and_its_page_shows_dates() {
        String uuid = publish("bayko", "Share me", "1-hour").getString("uuid");
        open("crud/" + uuid);
        assertThat(texts(".dates time"))
                .hasSize(2)
                .allMatch(date -> date.matches("\\w{3} \\d+, \\d{4}, \\d+:\\d\\d\\W[AP]M"));

        click(crud(uuid) + " [title=More]");
        click(crud(uuid) + " [data-action=copy]");

        awaitText(".notice span", "Link copied.");
        click("search-field input");
        new Actions(browser)
                .keyDown(Keys.CONTROL)
                .sendKeys("v")
                .keyUp(Keys.CONTROL)
                .perform();
        assertThat(one("search-field input").getDomProperty("value"))
                .isEqualTo(home().resolve("crud/" + uuid).toString());
    }

    @Test
    void a_guest_who_likes_a_crud_gets_to_the_sign_in_page() {
        open("");

        click("article [data-action=like]");

        awaitText("main h1", "Sign in");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts(".person .handle")).contains("@andrewbrown"));
    }

    @Test
    void no_page_overflows_at_a_width_of_360_pixels() {
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
    void on_a_phone_every_control_is_at_least_44_pixels_high_and_wide() {
        width(390, () -> {
            open("");
            assertThat(
                            js(
                                    """
                            return [...document.querySelectorAll('main button, nav a, .nav-tools button, .byline a')]
                              .filter(control => control.checkVisibility({ contentVisibilityAuto: true }) && !control.closest('.replies'))
                              .map(control => [control.className || control.textContent, control.getBoundingClientRect()])
                              .filter(([, { width, height }]) => width && (width < 44 || height < 44)).map(([name]) => name)"""))
                    .isEqualTo(List.of());
        });
    }

    @Test
    void a_fuse_is_neutral_above_a_day_and_glows_in_the_last_fifth_of_a_life() {
        String neutral = publish("bayko", "For a week", "7-days").getString("uuid");
        String glowing = insert("bayko", "Nearly over", "9 hours", "2 hours").toString();

        open("crud/" + neutral);
        assertThat(has("time-left.long-lived:not(.expiring-soon)")).isTrue();
        open("crud/" + glowing);
        assertThat(has("time-left.expiring-soon:not(.long-lived)")).isTrue();
    }

    @Test
    void the_theme_is_dark_by_default_and_a_change_is_remembered() {
        open("");
        assertThat(background()).isEqualTo("rgb(18, 16, 14)");

        click(".nav-tools .toolbar-button");
        assertThat(background()).isEqualTo("rgb(251, 247, 241)");

        open("");
        assertThat(background()).isEqualTo("rgb(251, 247, 241)");
    }

    private static String background() {
        return (String) js("return getComputedStyle(document.body).backgroundColor");
    }

    @SuppressWarnings("unchecked")
    private static List<String> uuids() {
        return (List<String>)
                js("return [...document.querySelectorAll('article.crud')].map(each => each.dataset.uuid)");
    }
}
