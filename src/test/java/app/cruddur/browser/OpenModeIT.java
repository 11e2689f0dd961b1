package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Person;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** A user in open mode, who chose an identity on the sign-in page. */
@Tag("any-server")
class OpenModeIT extends BrowserTest {

    private static final String FIELD = "activity-form textarea";

    private final String message = "Said at " + UUID.randomUUID();

    @Test
    void a_user_chooses_an_identity_posts_likes_reposts_replies_and_deletes() {
        open("sign-in");
        click(".people li:first-child .person");
        awaitText("main h1", "Home");

        write(FIELD, message);
        js("document.querySelector('select[name=ttl]').value = '1-hour';"
                + "document.querySelector('select[name=ttl]').dispatchEvent(new Event('change'))");
        click("activity-form button[type=submit]");
        String uuid = posted(message);
        assertThat(text(crud(uuid) + " .time-left-text")).isEqualTo("1 hour left");
        await().until(() -> has(crud(uuid) + " time-left.expiring-soon"));
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
    void a_user_changes_the_default_time_to_live_keeps_a_crud_longer_and_ends_it_sooner() {
        Person person = Person.join(this, "Brief");
        openAs(person.handle(), "@" + person.handle());
        click(".edit-profile");
        choose("profile-form [name=ttl]", "free");
        choose("profile-form [name=ttl-unit]", "0");
        choose("profile-form [name=ttl-count]", "90");
        click("profile-form button[type=submit]");
        await().atMost(A_WHILE).until(() -> !has("profile-form"));
        assertThat(object(person.get("users/me")).getString("default_ttl")).isEqualTo("PT90M");

        open("");
        awaitText("activity-form [name=ttl] option", "Default: 90 minutes");
        write(FIELD, message);
        click("activity-form button[type=submit]");
        String uuid = posted(message);
        JsonObject crud = object(get("activities/" + uuid));
        assertThat(OffsetDateTime.parse(crud.getString("created_at")).plusMinutes(90))
                .isEqualTo(OffsetDateTime.parse(crud.getString("expires_at")));

        click(crud(uuid) + " [data-action='change expiry']");
        choose("dialog [name=ttl]", "30-days");
        awaitText("dialog button[value=yes]", "Keep longer");
        click("dialog button[value=yes]");
        awaitText(crud(uuid) + " .time-left-text", "30 days left");

        click(crud(uuid) + " [data-action='change expiry']");
        choose("dialog [name=ttl]", "1-hour");
        awaitText("dialog button[value=yes]", "End sooner");
        click("dialog button[value=yes]");
        awaitText(crud(uuid) + " .time-left-text", "1 hour left");
    }

    @Test
    void a_user_exports_and_deletes_the_account() {
        Person person = Person.join(this, "Leaver");
        publish(person.handle(), message, "1-hour");
        openAs(person.handle(), "@" + person.handle());
        assertThat(one("link[type='application/atom+xml']").getDomAttribute("href"))
                .endsWith("/api/users/@" + person.handle() + "/feed.atom");
        click(".edit-profile");
        js("const create = URL.createObjectURL; URL.createObjectURL = (blob) => {"
                + " blob.text().then((text) => (window.exported = text)); return create.call(URL, blob); }");
        click(".export-account");
        await().atMost(A_WHILE)
                .until(() -> String.valueOf(js("return window.exported")).contains(message));

        click(".delete-account");
        click("dialog button[value=yes]");

        awaitText("main h1", "Home");
        await().atMost(A_WHILE).until(() -> !has(".current-user-link"));
        assertThat(get("users/@" + person.handle()).getStatus()).isEqualTo(404);
        assertThat(has("link[type='application/atom+xml']")).isFalse();
    }

    /** Chooses an option of a select, or enters a number. */
    private static void choose(String selector, String value) {
        one(selector);
        js(
                "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
                        + " field.dispatchEvent(new Event('change', { bubbles: true }))",
                selector,
                value);
    }

    @Test
    void a_second_click_removes_the_like() {
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
    void a_failed_post_is_removed_and_its_text_survives_a_reload() {
        openAs("bayko", "");

        offline(() -> {
            write(FIELD, message);
            click("activity-form button[type=submit]");
            awaitText("activity-form .error", "Cruddur cannot be reached. Check your connection and try again.");
            awaitText(".offline-banner span", "Cruddur cannot be reached. Your drafts are kept.");
            assertThat(texts("article .message")).doesNotContain(message);
            assertThat(one(FIELD).getDomProperty("value")).isEqualTo(message);
        });
        await().atMost(A_WHILE).until(() -> !has(".offline-banner"));
        browser.navigate().refresh();
        settle();

        assertThat(one(FIELD).getDomProperty("value")).isEqualTo(message);
    }

    @Test
    void a_retry_after_a_lost_response_posts_once() {
        openAs("bayko", "");
        // Sends the request and loses the response.
        js(
                """
                const real = window.fetch;
                window.fetch = async (url, options) => {
                  const response = await real(url, options);
                  if (options?.method !== 'POST') return response;
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
    void a_failed_like_is_reverted_and_can_be_retried() {
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
    void an_emoji_counts_as_one_character_and_281_are_too_many() {
        openAs("bayko", "");

        write(FIELD, "🦑".repeat(281));
        awaitText(".character-counter .remaining", "-1");
        click("activity-form button[type=submit]");
        awaitText("activity-form .error", "The message is too long.");

        String justRight = "🦑".repeat(280);
        write(FIELD, justRight);
        click("activity-form button[type=submit]");
        posted(justRight);
    }

    @Test
    void users_can_edit_their_own_profile() {
        Person ann = Person.join(this, "Ann");
        openAs(ann.handle(), "@" + ann.handle());

        click(".edit-profile");
        write("#display_name", "");
        click("profile-form button[type=submit]");
        awaitText("#display_name-error", "Enter a name.");
        write("#display_name", "Ann of Cleves");
        write("#bio", "Outlived them all");
        click("profile-form button[type=submit]");

        awaitText("main h1", "Ann of Cleves");
        awaitText(".bio", "Outlived them all");
        awaitText(".current-user-link b", "Ann of Cleves");
        assertThat(object(get("users/@" + ann.handle())).getString("bio")).isEqualTo("Outlived them all");
    }

    @Test
    void the_notifications_badge_counts_mentions_until_they_were_shown() {
        Person ann = Person.join(this, "Ann");
        publish("bayko", "Hello, @" + ann.handle() + " " + message, "1-hour");

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
    void two_users_exchange_messages() {
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
        awaitText(".conversation-link .latest-message", message);
        click(".conversation-link");
        awaitText(".message-item .message", message);
        write("messages-form textarea", "Received");
        click("messages-form button[type=submit]");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts(".message-item .message")).containsExactly(message, "Received"));
    }

    @Test
    void every_keyboard_shortcut_works() {
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
    void the_first_tab_stop_is_the_skip_link() {
        open("");

        new Actions(browser).sendKeys(Keys.TAB).perform();
        assertThat(js("return document.activeElement.className")).isEqualTo("skip-link");
        new Actions(browser).sendKeys(Keys.ENTER).perform();

        assertThat(js("return document.activeElement.id")).isEqualTo("main");
    }

    @Test
    void disabled_shortcuts_do_nothing() {
        openAs("bayko", "");
        keys("?");
        click("shortcuts-help input[type=checkbox]");
        click("shortcuts-help form button");

        keys("n");

        assertThat((Boolean) js("return document.activeElement.matches('textarea')"))
                .isFalse();
    }

    @Test
    void signing_out_shows_the_page_of_a_guest() {
        openAs("bayko", "");

        click(".current-user button");

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
