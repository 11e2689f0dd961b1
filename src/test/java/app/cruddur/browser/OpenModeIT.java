package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Person;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Somebody who picked who they are. */
class OpenModeIT extends BrowserTest {

    private static final String FIELD = "activity-form textarea";

    private final String message = "Said at " + UUID.randomUUID();

    @Test
    void one_picks_who_one_is_posts_replies_likes_reposts_and_deletes() {
        open("sign-in");
        click(".people li:first-child .person");
        awaitText("main h1", "Home");

        write(FIELD, message);
        js("document.querySelector('select[name=ttl]').value = '1-hour';"
                + "document.querySelector('select[name=ttl]').dispatchEvent(new Event('change'))");
        click("activity-form button[type=submit]");
        String uuid = posted(message);
        assertThat(text(crud(uuid) + " .left")).isEqualTo("1 hour left");
        await().until(() -> has(crud(uuid) + " crud-fuse.ending"));
        assertThat(one(FIELD).getDomProperty("value")).isEmpty();

        click(crud(uuid) + " [data-action=like]");
        awaitText(crud(uuid) + " .heart .count", "1");
        click(crud(uuid) + " [data-action=repost]");
        awaitText(crud(uuid) + " .repost .count", "1");
        await().untilAsserted(() -> {
            JsonObject stored = object(get("activities/" + uuid));
            assertThat(stored.getInt("likes_count")).isEqualTo(1);
            assertThat(stored.getInt("reposts_count")).isEqualTo(1);
        });

        click(crud(uuid) + " [data-action=reply]");
        write(crud(uuid) + " reply-form textarea", "And a word more");
        click(crud(uuid) + " reply-form button[type=submit]");
        awaitText(crud(uuid) + " .replies .message", "And a word more");
        awaitText(crud(uuid) + " .reply .count", "1");

        click(crud(uuid) + " [data-action=delete]");
        click("dialog button[value=yes]");
        await().atMost(A_WHILE).until(() -> !has(crud(uuid)));
        assertThat(get("activities/" + uuid).getStatus()).isEqualTo(404);
    }

    @Test
    void a_second_click_takes_a_like_back() {
        String reader = newUser();
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        openAs(reader, "crud/" + uuid);

        click(crud(uuid) + " [data-action=like]");
        await().untilAsserted(() -> assertThat(likes(uuid)).isEqualTo(1));
        assertThat(one(crud(uuid) + " [data-action=like]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        browser.navigate().refresh();
        settle();
        await().untilAsserted(
                        () -> assertThat(one(crud(uuid) + " [data-action=like]").getDomAttribute("aria-pressed"))
                                .isEqualTo("true"));

        click(crud(uuid) + " [data-action=like]");
        await().untilAsserted(() -> assertThat(likes(uuid)).isZero());
    }

    @Test
    void a_post_that_does_not_get_through_is_taken_back_and_its_text_kept_even_over_a_reload() {
        openAs("bayko", "");

        offline(() -> {
            write(FIELD, message);
            click("activity-form button[type=submit]");
            awaitText("activity-form .error", "Cruddur cannot be reached. Check your connection and try again.");
            awaitText(".offline span", "Cruddur is out of reach. What you write is kept here.");
            assertThat(texts("article .message")).doesNotContain(message);
            assertThat(one(FIELD).getDomProperty("value")).isEqualTo(message);
        });
        await().atMost(A_WHILE).until(() -> !has(".offline"));
        browser.navigate().refresh();
        settle();

        assertThat(one(FIELD).getDomProperty("value")).isEqualTo(message);
    }

    @Test
    void what_was_posted_though_its_answer_was_lost_is_posted_once() {
        openAs("bayko", "");
        // The request goes out; the answer does not come in.
        js(
                """
                const real = window.fetch;
                window.fetch = async (url, options) => {
                  const answer = await real(url, options);
                  if (options?.method !== 'POST') return answer;
                  window.fetch = real;
                  throw new TypeError('lost');
                }""");
        write(FIELD, message);
        click("activity-form button[type=submit]");
        awaitText("activity-form .error", "Cruddur cannot be reached. Check your connection and try again.");
        await().untilAsserted(() -> assertThat(stored(message)).isEqualTo(1));

        click("activity-form button[type=submit]");
        posted(message);

        assertThat(stored(message)).isEqualTo(1);
        await().until(() ->
                texts("article .message").stream().filter(message::equals).count() == 1);
    }

    @Test
    void a_like_that_does_not_get_through_is_taken_back_and_can_be_tried_again() {
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        openAs(newUser(), "crud/" + uuid);

        offline(() -> {
            click(crud(uuid) + " [data-action=like]");
            await().atMost(A_WHILE).until(() -> has(".notice button"));
            assertThat(one(crud(uuid) + " [data-action=like]").getDomAttribute("aria-pressed"))
                    .isEqualTo("false");
        });
        click(".notice button");

        await().atMost(A_WHILE).untilAsserted(() -> assertThat(likes(uuid)).isEqualTo(1));
    }

    @Test
    void emoji_count_as_one_each_and_the_281st_is_too_many() {
        openAs("bayko", "");

        write(FIELD, "🦑".repeat(281));
        awaitText(".room .left", "-1");
        click("activity-form button[type=submit]");
        awaitText("activity-form .error", "That is too long.");

        String justRight = "🦑".repeat(280);
        write(FIELD, justRight);
        click("activity-form button[type=submit]");
        posted(justRight);
    }

    @Test
    void ones_profile_can_be_changed() {
        Person ann = Person.join(this, "Ann");
        openAs(ann.handle(), "@" + ann.handle());

        click(".edit-profile");
        write("#display_name", "");
        click("profile-form button[type=submit]");
        awaitText("#display_name-error", "A name, please.");
        write("#display_name", "Ann of Cleves");
        write("#bio", "Outlived them all");
        click("profile-form button[type=submit]");

        awaitText("main h1", "Ann of Cleves");
        awaitText(".bio", "Outlived them all");
        awaitText(".me-link b", "Ann of Cleves");
        assertThat(object(get("users/@" + ann.handle())).getString("bio")).isEqualTo("Outlived them all");
    }

    @Test
    void replies_and_mentions_are_counted_until_they_were_seen() {
        Person ann = Person.join(this, "Ann");
        publish("bayko", "Hear, @" + ann.handle() + " " + message, "1-hour");

        openAs(ann.handle(), "");
        awaitText("a[href=notifications] .badge", "1 unread");
        click("a[href=notifications]");

        await().atMost(A_WHILE).until(() -> has("article.unseen"));
        await().until(() -> !has("a[href=notifications] .badge"));
        open("notifications");
        assertThat(has("article.crud")).isTrue();
        assertThat(has("article.unseen")).isFalse();
    }

    @Test
    void two_people_write_to_each_other() {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");

        openAs(ann.handle(), "@" + bob.handle());
        click(".profile-actions a");
        write("messages-form textarea", message);
        click("messages-form button[type=submit]");
        await().atMost(A_WHILE).until(() -> has(".message-item.mine:not(.pending)"));

        openAs(bob.handle(), "");
        awaitText("a[href=messages] .badge", "1 unread");
        click("a[href=messages]");
        awaitText(".group .latest", message);
        click(".group");
        awaitText(".message-item .message", message);
        write("messages-form textarea", "Heard");
        click("messages-form button[type=submit]");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts(".message-item .message")).containsExactly(message, "Heard"));
    }

    @Test
    void everything_can_be_done_without_a_mouse() {
        String reader = newUser();
        publish("bayko", "Older " + message, "1-hour");
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        openAs(reader, "");

        keys("j");
        assertThat(focused()).isEqualTo(uuid);
        keys("l");
        await().untilAsserted(() -> assertThat(likes(uuid)).isEqualTo(1));
        keys("jk");
        assertThat(focused()).isEqualTo(uuid);
        keys("r");
        await().until(() -> (Boolean) js("return document.activeElement.matches('reply-form textarea')"));
        keys("By keyboard");
        new Actions(browser)
                .keyDown(Keys.CONTROL)
                .sendKeys(Keys.ENTER)
                .keyUp(Keys.CONTROL)
                .perform();
        awaitText(crud(uuid) + " .replies .message", "By keyboard");

        js("document.activeElement.blur()");
        keys("?");
        await().until(() -> has("shortcuts-help dialog[open]"));
        new Actions(browser).sendKeys(Keys.ESCAPE).perform();
        await().until(() -> !has("shortcuts-help dialog[open]"));
        keys("/");
        await().until(() -> (Boolean) js("return document.activeElement.matches('search-field input')"));
        new Actions(browser).sendKeys("seed", Keys.ENTER).perform();
        awaitText("main h1", "Search");
        await().until(() -> (Boolean) js("return document.activeElement.matches('h1')"));
        keys("n");
        await().atMost(A_WHILE).until(() -> (Boolean) js("return document.activeElement.matches('" + FIELD + "')"));
        keys("Typed " + message);
        new Actions(browser)
                .keyDown(Keys.CONTROL)
                .sendKeys(Keys.ENTER)
                .keyUp(Keys.CONTROL)
                .perform();
        posted("Typed " + message);
    }

    @Test
    void the_first_stop_of_the_tab_key_skips_to_the_page() {
        open("");

        new Actions(browser).sendKeys(Keys.TAB).perform();
        assertThat(js("return document.activeElement.className")).isEqualTo("skip-link");
        new Actions(browser).sendKeys(Keys.ENTER).perform();

        assertThat(js("return document.activeElement.id")).isEqualTo("main");
    }

    @Test
    void keys_do_nothing_once_they_are_turned_off() {
        openAs("bayko", "");
        keys("?");
        click("shortcuts-help input[type=checkbox]");
        click("shortcuts-help form button");

        keys("n");

        assertThat((Boolean) js("return document.activeElement.matches('textarea')"))
                .isFalse();
    }

    @Test
    void signing_out_makes_a_guest_again() {
        openAs("bayko", "");

        click(".me button");

        await().atMost(A_WHILE).until(() -> has("join-section") && !has("activity-form form"));
        browser.navigate().refresh();
        settle();
        assertThat(has("activity-form form")).isFalse();
    }

    private static void keys(String keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    private static Object focused() {
        return js("return document.activeElement.dataset.uuid");
    }

    private int likes(String uuid) {
        return object(get("activities/" + uuid)).getInt("likes_count");
    }

    private static long stored(String message) {
        return (Long) TestDatabase.run("SELECT count(*) FROM activities WHERE message = ?", message);
    }
}
