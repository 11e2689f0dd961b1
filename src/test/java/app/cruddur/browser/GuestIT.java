package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
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
    void the_first_cruds_are_shown_before_the_others_are_rendered() {
        var script = browser.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        """
                        new MutationObserver(() => {
                          window.firstShown ||= document.querySelectorAll('.feed > li').length;
                        }).observe(document, { childList: true, subtree: true });"""));
        try {
            open("");

            assertThat((Long) js("return window.firstShown")).isBetween(1L, 5L);
            assertThat((Long) js("return document.querySelectorAll('.feed > li').length"))
                    .isGreaterThanOrEqualTo(20);
        } finally {
            browser.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", script);
        }
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
                  done(["Hi @kofi", "(@KoFi)", "@kofi\u2019s", "@\u212aofi", "@kofi_2", "@kofis", "a@kofi", "kofi", null]
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
                        "#Déjà @andrewbrown a@b.example HTTPS://example.com/a?b=c#d. javascript:alert(1)",
                        "1-hour")
                .getString("uuid");

        open("crud/" + uuid);

        assertThat(js(
                        "return [...document.querySelectorAll(arguments[0])].map(each => each.getAttribute('href'))",
                        crud(uuid) + " .message a"))
                .isEqualTo(List.of("search?term=%23D%C3%A9j%C3%A0", "@andrewbrown", "HTTPS://example.com/a?b=c#d"));
    }

    @Test
    void a_link_contains_balanced_brackets_and_no_punctuation_after_it() {
        String uuid = publish(
                        "bayko",
                        "(https://example.com/a_(b)), www.example.com/x! https://example.com/[1]). awww.x.org www. https://.",
                        "1-hour")
                .getString("uuid");

        open("crud/" + uuid);

        assertThat(texts(crud(uuid) + " .message a"))
                .containsExactly("https://example.com/a_(b)", "www.example.com/x", "https://example.com/[1]");
        assertThat(js("return document.querySelectorAll(arguments[0])[1].href", crud(uuid) + " .message a"))
                .isEqualTo("https://www.example.com/x");
    }

    @Test
    void a_mention_is_a_link_if_the_user_exists() {
        String uuid = publish("bayko", "@Lena @lenas @lena\u00e9 @no_such_user @bayko", "1-hour")
                .getString("uuid");

        open("crud/" + uuid);

        await().atMost(A_WHILE).untilAsserted(() -> assertThat(texts(crud(uuid) + " .message a"))
                .containsExactly("@Lena", "@bayko"));
        assertThat(text(crud(uuid) + " .message")).isEqualTo("@Lena @lenas @lena\u00e9 @no_such_user @bayko");
    }

    @Test
    void replies_are_oldest_first_in_a_feed_and_on_the_page_of_their_crud() {
        String uuid = publish("bayko", "Counting", "1-hour").getString("uuid");
        for (String number : List.of("one", "two", "three", "four")) {
            reply(uuid, "kofi", number);
        }

        open("@bayko");
        assertThat(texts(crud(uuid) + " .replies .message")).containsExactly("two", "three", "four");
        assertThat(text(crud(uuid) + " .earlier-replies")).isEqualTo("1 earlier reply");
        open("crud/" + uuid);
        assertThat(texts("activity-feed .message")).containsExactly("one", "two", "three", "four");
    }

    @Test
    void more_than_one_page_of_replies_is_oldest_first() {
        String uuid = publish("bayko", "A long thread", "1-hour").getString("uuid");
        List<String> numbers =
                IntStream.rangeClosed(1, 22).mapToObj(String::valueOf).toList();
        numbers.forEach(number -> reply(uuid, "kofi", number));

        open("crud/" + uuid);
        assertThat(texts("activity-feed .message")).isEqualTo(numbers.subList(2, 22));
        click(".earlier-items");

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts("activity-feed .message")).isEqualTo(numbers));
    }

    @Test
    void many_line_breaks_become_one_empty_line() {
        String uuid = publish("bayko", "Top" + "\n".repeat(100) + " \n \n".repeat(20) + "Bottom", "1-hour")
                .getString("uuid");

        open("@bayko");

        assertThat(text(crud(uuid) + " .message")).isEqualTo("Top\n\nBottom");
    }

    @Test
    void a_long_text_is_shown_in_part_until_the_reader_asks_for_more() {
        String lines = "a\n".repeat(100) + "z";
        String words = "word ".repeat(200).strip();
        String uuid = publish("bayko", lines, "1-hour").getString("uuid");
        reply(uuid, "kofi", words);

        open("@bayko");
        assertThat(texts(crud(uuid) + " .message"))
                .containsExactly(
                        "a\n".repeat(8).strip() + "…", "word ".repeat(80).strip() + "…");
        click(crud(uuid) + " .show-more");
        awaitText(crud(uuid) + " .message", lines);
        click(crud(uuid) + " .show-more");
        await().untilAsserted(() -> assertThat(texts(crud(uuid) + " .message")).containsExactly(lines, words));
    }

    @Test
    void combining_marks_are_not_painted_over_other_elements() {
        String uuid = publish("bayko", "z" + "\u0301".repeat(100), "1-hour").getString("uuid");

        open("crud/" + uuid);

        assertThat(js("return getComputedStyle(arguments[0]).overflow", one(crud(uuid) + " .message")))
                .isEqualTo("clip");
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
    void a_page_that_cannot_be_loaded_shows_an_error_until_the_server_can_be_reached() {
        open("");
        // Neither the HTTP cache nor a service worker has the module of the page.
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand("Network.clearBrowserCache", Map.of());
        browser.executeCdpCommand("Network.setBypassServiceWorker", Map.of("bypass", true));

        try {
            offline(() -> {
                click("nav a[href='sign-in']");
                awaitText("main h1", "Page not loaded");
                assertThat(text("main .error-state p"))
                        .isEqualTo("Cruddur cannot be reached. Check your connection and try again.");
                await().untilAsserted(() ->
                        assertThat(one(".offline-banner").isDisplayed()).isFalse());
                click("main .error-state button");
            });
            awaitText("main h1", "Sign in");
        } finally {
            browser.executeCdpCommand("Network.setBypassServiceWorker", Map.of("bypass", false));
        }
    }

    @ParameterizedTest
    @CsvSource({"844, 390, .page-header", "320, 256, '.page-header, .column-nav, .compose-button'"})
    void in_a_low_window_nothing_is_cut_and_nothing_covers_the_page(int width, int height, String bars) {
        size(width, height, () -> {
            openAs("bayko", "");

            assertThat(
                            js(
                                    """
                            const nav = document.querySelector('.column-nav');
                            return nav.scrollHeight <= nav.clientHeight && nav.scrollWidth <= nav.clientWidth
                              && document.documentElement.scrollWidth <= innerWidth"""))
                    .isEqualTo(true);
            js("scrollTo({ top: 500, behavior: 'instant' })");
            assertThat(js(
                            """
                            return [...document.querySelectorAll(arguments[0])].filter(bar =>
                              bar.getBoundingClientRect().bottom > 0).length""",
                            bars))
                    .isEqualTo(0L);
            js("document.querySelector('.compose-button').click()");
            assertInWindow("compose-dialog dialog[open]");
            click("compose-dialog [title=Close]");
            click("article [title=More]");
            assertInWindow(".menu:popover-open");
        });
    }

    private static void assertInWindow(String selector) {
        await().atMost(A_WHILE).until(() -> has(selector));
        assertThat(js(
                        """
                        const { top, bottom } = document.querySelector(arguments[0]).getBoundingClientRect();
                        return top >= 0 && bottom <= innerHeight""",
                        selector))
                .as(selector)
                .isEqualTo(true);
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
    void the_actions_and_the_time_left_are_on_one_line() {
        open("");

        assertThat(
                        js(
                                """
                        const middle = selector => {
                          const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
                          return (top + bottom) / 2;
                        };
                        return Math.abs(middle('.action .icon') - middle('.time-left-text')) <= 1"""))
                .isEqualTo(true);
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
    void the_theme_is_that_of_the_system_until_the_reader_chooses_one() {
        withMedia("prefers-color-scheme", "dark", () -> {
            open("");
            assertThat(background()).isEqualTo("rgb(18, 16, 14)");
        });
        withMedia("prefers-color-scheme", "light", () -> {
            assertThat(background()).isEqualTo("rgb(251, 247, 241)");
            click(".nav-tools .toolbar-button");
            assertThat(background()).isEqualTo("rgb(18, 16, 14)");

            open("");
            assertThat(background()).isEqualTo("rgb(18, 16, 14)");
        });
    }

    @Test
    void forced_colours_keep_the_fuse_the_lines_between_cruds_and_the_outline_of_the_focus() {
        publish("bayko", "Visible", "1-hour");

        withMedia("forced-colors", "active", () -> {
            open("");
            js("document.querySelector('article').focus()");

            assertThat(
                            js(
                                    """
                            const style = selector => getComputedStyle(document.querySelector(selector));
                            const page = style('body').backgroundColor;
                            return [style('.time-left-bar').backgroundColor, style('.time-left-bar i').backgroundColor,
                              style('article.crud:focus').outlineColor].filter(colour => colour === page).length"""))
                    .isEqualTo(0L);
            assertThat(js("return getComputedStyle(document.querySelector('article.crud:focus')).outlineStyle"))
                    .isEqualTo("solid");
        });
    }

    @Test
    void each_time_is_valid_html() {
        open("");

        assertThat(js("return [...document.querySelectorAll('time')].map(time => time.dateTime)"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .isNotEmpty()
                .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?\\+00:00"));
    }

    @Test
    void without_javascript_the_page_shows_one_paragraph() {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            browser.get(home().toString());
            assertThat(one("noscript p").getText())
                    .isEqualTo("Cruddur needs JavaScript. What it shows is also at the API.");
            assertThat(one(".skeleton").isDisplayed()).isFalse();
        } finally {
            browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    private static void withMedia(String feature, String value, Runnable action) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
        try {
            action.run();
        } finally {
            browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        }
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
