package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Person;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        awaitText(".notice span", "Posted. Expires in 1 hour.");
        assertThat(text(".notice button")).isEqualTo("View");
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

        delete(uuid);
        awaitText(".notice button", "Undo");
        open("");
        await().untilAsserted(
                        () -> assertThat(get("activities/" + uuid).getStatus()).isEqualTo(404));
    }

    @Test
    void a_deletion_can_be_undone() {
        String uuid = publishAndDelete();

        click(".notice button");

        await().atMost(A_WHILE).until(() -> has(crud(uuid)));
        open("");
        assertThat(get("activities/" + uuid).getStatus()).isEqualTo(200);
    }

    @Test
    void a_deletion_that_the_server_refuses_shows_the_crud_again() {
        String uuid = publishAndDelete();

        js("window.fetch = () => Promise.reject(new TypeError('lost')); dispatchEvent(new Event('pagehide'))");

        await().atMost(A_WHILE).until(() -> has(crud(uuid)));
        awaitText(".notice span", "Cruddur cannot be reached. Check your connection and try again.");
    }

    @Test
    void handles_and_tags_are_completed_while_typing() {
        Person ann = Person.join(this, "Ann");
        publish(ann.handle(), message, "1-hour");
        openAs("bayko", "");

        click(FIELD);
        keys("Hi @" + ann.handle().substring(0, ann.handle().length() - 1));
        await().atMost(A_WHILE).until(() -> has(".completion [aria-selected=true]"));
        keys(Keys.ENTER);
        keys("and #postg");
        await().atMost(A_WHILE).until(() -> has(".completion [aria-selected=true]"));
        keys(Keys.TAB);

        assertThat(one(FIELD).getDomProperty("value")).isEqualTo("Hi @" + ann.handle() + " and #postgres ");
        assertThat(has(".completion")).isFalse();
        write(FIELD, "");
    }

    @Test
    void a_crud_can_be_written_on_any_page_and_its_text_is_kept() {
        openAs("bayko", "search");
        click(".compose-button");
        await().until(() -> (Boolean) js("return document.activeElement.matches('compose-dialog textarea')"));
        keys(message);
        keys(Keys.ESCAPE);
        await().until(() -> !has("dialog[open]"));

        click("a[href='./']");
        awaitText("main h1", "Home");
        await().untilAsserted(
                        () -> assertThat(one(FIELD).getDomProperty("value")).isEqualTo(message));
        click("main activity-form button[type=submit]");

        posted(message);
    }

    @Test
    void after_the_sign_in_the_user_is_back_and_the_crud_is_liked() {
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        open("crud/" + uuid);

        click(crud(uuid) + " [data-action=like]");
        click(".people li:first-child .person");

        awaitText(crud(uuid) + " .heart .count", "1");
        assertThat(browser.getCurrentUrl()).endsWith("crud/" + uuid);
        assertThat(one(crud(uuid) + " [data-action=like]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        assertThat(likes(uuid)).isEqualTo(1);
    }

    @Test
    void after_the_sign_in_the_user_can_write_the_reply() {
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        open("");

        click(crud(uuid) + " [data-action=reply]");
        click(".people li:first-child .person");

        await().atMost(A_WHILE)
                .until(() -> (Boolean) js("return document.activeElement.matches('reply-form textarea')"));
        assertThat(browser.getCurrentUrl()).contains("crud/" + uuid);
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

        changeExpiry(uuid, "keep", "30-days");
        awaitText(crud(uuid) + " .time-left-text", "30 days left");
        changeExpiry(uuid, "end", "1-hour");
        awaitText(crud(uuid) + " .time-left-text", "1 hour left");
    }

    @Test
    void a_user_exports_and_deletes_the_account() {
        Person person = Person.join(this, "Leaver");
        publish(person.handle(), message, "1-hour");
        openAs(person.handle(), "@" + person.handle());
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
    void a_reply_in_a_feed_can_be_liked_and_answered() {
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        String answered = reply(uuid, "kofi", "First " + message).getString("uuid");
        openAs(newUser(), "@bayko");

        click(crud(answered) + " [data-action=like]");
        awaitText(crud(answered) + " .heart .count", "1");
        click(crud(answered) + " [data-action=reply]");
        write(crud(answered) + " reply-form textarea", "Second " + message);
        click(crud(answered) + " reply-form button[type=submit]");
        awaitText(crud(answered) + " .reply .count", "1");
        click(crud(answered) + " .timestamp");

        await().atMost(A_WHILE).until(() -> texts("activity-feed .message").contains("Second " + message));
        assertThat(likes(answered)).isEqualTo(1);
        open("@bayko");
        assertThat(one(crud(answered) + " [data-action=like]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
    }

    @Test
    void a_failed_post_is_removed_and_its_text_survives_a_reload() {
        openAs("bayko", "");

        offline(() -> {
            write(FIELD, message);
            click("activity-form button[type=submit]");
            awaitText("activity-form .error", "Cruddur cannot be reached. Check your connection and try again.");
            awaitText(".offline-banner span", "Cruddur cannot be reached. Your drafts are kept.");
            assertThat(one(".offline-banner").isDisplayed()).isFalse();
            assertThat(texts("article .message")).doesNotContain(message);
            assertThat(one(FIELD).getDomProperty("value")).isEqualTo(message);
        });
        await().atMost(A_WHILE).until(() -> !has(".offline-banner"));
        browser.navigate().refresh();
        settle();

        assertThat(one(FIELD).getDomProperty("value")).isEqualTo(message);
    }

    @Test
    void on_a_phone_the_offline_notice_covers_neither_the_composer_nor_the_navigation() {
        openAs("bayko", "");

        width(
                390,
                () -> offline(() -> {
                    js("dispatchEvent(new Event('offline'))");
                    await().atMost(A_WHILE).until(() -> one(".offline-banner").isDisplayed());
                    assertThat(
                                    js(
                                            """
                            return ['main h1', 'activity-form textarea', 'activity-form button', '.compose-button', 'nav a'].filter(selector => {
                              const part = document.querySelector(selector), box = part.getBoundingClientRect();
                              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                              return !part.contains(top);
                            })"""))
                            .isEqualTo(List.of());
                }));
    }

    @Test
    void on_a_phone_the_buttons_of_a_reply_to_a_reply_are_on_one_line() {
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        String answered = reply(uuid, "kofi", "Answered").getString("uuid");
        openAs("bayko", "@bayko");

        width(390, () -> {
            click(crud(answered) + " [data-action=reply]");
            write("reply-form textarea", "x".repeat(1030));
            assertThat(js("return new Set([...document.querySelectorAll('reply-form button')]"
                            + ".map(each => each.getBoundingClientRect().top)).size"))
                    .isEqualTo(1L);
        });
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
        awaitText("activity-form .error", "1 character over the limit of 280.");

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
    void notifications_are_counted_in_every_browser_until_they_were_shown_in_one() {
        Person ann = Person.join(this, "Ann");
        publish("bayko", "Hello, @" + ann.handle() + " " + message, "1-hour");

        openAs(ann.handle(), "");
        awaitText("a[href=notifications] .badge", "1 unread");
        assertThat(browser.getTitle()).isEqualTo("(1) Home · Cruddur");
        click("a[href=notifications]");

        await().atMost(A_WHILE).until(() -> has("article.unseen"));
        await().atMost(A_WHILE).until(() -> !has("a[href=notifications] .badge"));
        assertThat(browser.getTitle()).isEqualTo("Notifications · Cruddur");
        js("localStorage.clear(); sessionStorage.clear()");
        openAs(ann.handle(), "notifications");
        assertThat(has("article.crud")).isTrue();
        assertThat(has("article.unseen")).isFalse();
        assertThat(has("a[href=notifications] .badge")).isFalse();
    }

    @Test
    void likes_and_reposts_are_notifications_that_quote_the_crud() {
        Person ann = Person.join(this, "Ann");
        String uuid = publish(ann.handle(), message, "1-hour").getString("uuid");
        List.of("kofi", "yuki", "lena").forEach(handle -> react(handle, uuid, "like"));
        String lena = object(get("users/@lena")).getString("display_name");

        openAs(ann.handle(), "notifications");
        awaitText(".notification-note", lena + " and 2 others liked your crud");
        assertThat(texts(".notification blockquote")).containsExactly(message);
        await().atMost(A_WHILE).until(() -> !has("a[href=notifications] .badge"));

        react("lena", uuid, "repost");
        awaitText(".new-items-button", "1 new notification");
        click(".new-items-button");
        awaitText(".notification-note", lena + " reposted your crud");
        await().atMost(A_WHILE).until(() -> !has("a[href=notifications] .badge"));

        as("lena", "activities/" + uuid + "/repost").delete().close();
        as("lena", "activities/" + uuid + "/like").delete().close();
        open("notifications");
        String yuki = object(get("users/@yuki")).getString("display_name");
        String kofi = object(get("users/@kofi")).getString("display_name");
        assertThat(texts(".notification-note")).containsExactly(yuki + " and " + kofi + " liked your crud");
        click(".notification blockquote");
        await().atMost(A_WHILE).until(() -> browser.getCurrentUrl().endsWith("/crud/" + uuid));
    }

    @Test
    void authors_see_which_cruds_end_within_a_day_and_are_notified_if_they_want_it() {
        Person ann = Person.join(this, "Ann");
        String uuid = insert(ann.handle(), message, "2 days", "23 hours").toString();
        insert(ann.handle(), "Staying", "2 days", "2 days");
        openAs(ann.handle(), "@" + ann.handle());
        assertThat(texts(".expiring-cruds a")).containsExactly(message);
        click(".edit-profile");
        click("[name=notify_expiring]");
        click("profile-form button[type=submit]");
        await().atMost(A_WHILE).until(() -> !has("profile-form"));
        assertThat(object(ann.get("users/me")).getBoolean("notify_expiring")).isTrue();

        open("notifications");
        awaitText(".notification-note", "Your crud expires within a day");
        click(".notification .keep");
        choose("dialog [name=ttl]", "3-days");
        click("dialog button[value=yes]");
        await().atMost(A_WHILE).until(() -> !has(".notification"));
        open("@" + ann.handle());
        await().until(() -> has(crud(uuid)));
        assertThat(has(".expiring-cruds")).isFalse();
    }

    @Test
    void a_repost_appears_on_the_profile_and_leaves_at_once_when_it_is_undone() {
        Person ann = Person.join(this, "Ann");
        String own = publish(ann.handle(), "Own " + message, "1-hour").getString("uuid");
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        openAs(ann.handle(), "crud/" + uuid);
        click(crud(uuid) + " [data-action=repost]");
        awaitText(crud(uuid) + " .repost .count", "1");
        click("nav a[href='@" + ann.handle() + "']");
        awaitText(".repost-note", "@" + ann.handle() + " reposted");

        click(crud(uuid) + " [data-action=repost]");
        await().until(() -> !has(crud(uuid)));
        assertThat(focused()).isEqualTo(own);
        click(crud(own) + " .timestamp");
        awaitText("main h1", "Crud");
        click(crud(own) + " [data-action=repost]");
        awaitText(crud(own) + " .repost .count", "1");
        browser.navigate().back();
        awaitText(".repost-note", "@" + ann.handle() + " reposted");
        assertThat(texts(".feed article")).hasSize(2);
        click("article:has(.repost-note) [data-action=repost]");
        await().until(() -> !has(".repost-note"));

        assertThat(texts(".feed article")).hasSize(1);
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
        awaitText("main h1", "Ann");
        write("messages-form textarea", "Received");
        keys(Keys.ENTER);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts(".message-item .message")).containsExactly(message, "Received"));
    }

    @Test
    void both_members_change_how_long_messages_live_and_an_expired_message_disappears() {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        String group = object(bob.post("messages", json("message", message, "user_receiver_handle", ann.handle())))
                .getString("message_group_uuid");
        openAs(ann.handle(), "messages/@" + bob.handle());
        awaitTitle(".messages-ttl", "Messages expire after 30 days");

        click(".messages-ttl");
        choose("dialog [name=ttl]", "1-hour");
        click("dialog button[value=yes]");
        awaitText(".time-to-live-change", "You changed how long new messages live: 1 hour.");
        awaitTitle(".messages-ttl", "Messages expire after 1 hour");
        bob.put("message_groups/" + group, json("ttl", "PT90M")).close();
        awaitTitle(".messages-ttl", "Messages expire after 90 minutes");
        assertThat(texts(".time-to-live-change")).contains("Bob changed how long new messages live: 90 minutes.");

        TestDatabase.run(
                """
                WITH member AS (
                  UPDATE message_group_members SET latest_message_at = now() WHERE message_group_uuid = CAST(? AS uuid)
                  RETURNING message_group_uuid, user_uuid
                )
                INSERT INTO messages (message_group_uuid, user_uuid, message, created_at, expires_at)
                SELECT message_group_uuid, user_uuid, 'Almost over', now(), now() + interval '10 seconds'
                FROM member WHERE user_uuid = ?""",
                group,
                bob.uuid());
        await().atMost(A_WHILE).until(() -> texts(".message-item .message").contains("Almost over"));
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(texts(".message-item .message")).containsExactly(message));
    }

    private static void awaitTitle(String selector, String title) {
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(one(selector).getDomAttribute("title"))
                .isEqualTo(title));
    }

    @Test
    void a_new_message_does_not_scroll_a_reader_who_is_not_at_the_end() {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        String toAnn = json("user_receiver_handle", ann.handle(), "message", "Hello\n\n\n" + message);
        IntStream.range(0, 10).forEach(i -> bob.post("messages", toAnn));
        openAs(ann.handle(), "messages/@" + bob.handle());
        await().until(() -> has(".message-item"));

        js("scrollTo({ top: 0, behavior: 'instant' })");
        bob.post("messages", toAnn);
        awaitText(".new-message-button", "New message");
        assertThat(js("return scrollY")).isEqualTo(0L);
        click(".new-message-button");
        await().until(() -> isAtEnd() && !has(".new-message-button"));

        bob.post("messages", toAnn);
        await().atMost(A_WHILE).until(() -> texts(".message-item").size() == 12 && isAtEnd());
        assertThat(has(".new-message-button")).isFalse();
    }

    @Test
    void messages_and_mentions_are_counted_on_an_open_page() {
        Person ann = Person.join(this, "Ann");
        openAs(ann.handle(), "");

        Person.join(this, "Bob").post("messages", json("user_receiver_handle", ann.handle(), "message", message));
        awaitText("a[href=messages] .badge", "1 unread");
        publish("bayko", "Hello, @" + ann.handle(), "1-hour");
        awaitText("a[href=notifications] .badge", "1 unread");
    }

    @Test
    void a_message_can_be_addressed_by_name_but_not_to_oneself() {
        openAs("kofi", "messages");

        write("#to", "No one has this name");
        click(".recipient-form button");
        awaitText("#to-error", "No such person.");
        await().atMost(A_WHILE).until(() -> has("#people option[value='@bayko']"));
        assertThat(has("#people option[value='@kofi']")).isFalse();
        write("#to", "andrew bayko");
        click(".recipient-form button");
        await().atMost(A_WHILE).until(() -> browser.getCurrentUrl().endsWith("/messages/@bayko"));

        open("messages/@Kofi");
        awaitText("main .status-message p", "You cannot write to yourself.");
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
        await().atMost(A_WHILE).until(() -> !has("dialog[open]"));
        click(".notice button");
        posted("Typed " + message);
    }

    @Test
    void a_crud_is_reposted_and_deleted_by_keyboard_and_the_focus_moves_to_the_next_one() {
        String author = newUser();
        String older = publish(author, "Older " + message, "1-hour").getString("uuid");
        String uuid = publish(author, message, "1-hour").getString("uuid");
        openAs(author, "@" + author);

        keys("jb");
        awaitText(crud(uuid) + " .repost .count", "1");
        keys(Keys.DELETE);
        click("dialog button[value=yes]");

        await().untilAsserted(() -> assertThat(focused()).isEqualTo(older));
        await().atMost(A_WHILE).until(() -> !has(crud(uuid)));
        keys("gh");
        awaitText("main h1", "Home");
    }

    @Test
    void escape_leaves_the_composer_and_the_place_in_a_feed_is_kept_when_the_user_comes_back() {
        String older = publish("bayko", "Older " + message, "1-hour").getString("uuid");
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        openAs("bayko", "");

        keys("n");
        assertThat((Boolean) js("return document.activeElement.matches('" + FIELD + "')"))
                .isTrue();
        keys(Keys.ESCAPE);
        keys("j");
        assertThat(focused()).isEqualTo(uuid);
        keys(Keys.ENTER);
        awaitText("main h1", "Crud");
        browser.navigate().back();

        awaitText("main h1", "Home");
        await().untilAsserted(() -> assertThat(focused()).isEqualTo(uuid));
        keys("j");
        assertThat(focused()).isEqualTo(older);
    }

    @Test
    void the_search_page_focuses_its_field() {
        openAs("bayko", "");

        width(390, () -> {
            keys("/");
            awaitText("main h1", "Search");
            await().until(() -> (Boolean) js("return document.activeElement.matches('main search-field input')"));
            open("search");
            await().until(() -> (Boolean) js("return document.activeElement.matches('main search-field input')"));
        });
    }

    @Test
    void the_help_lists_every_shortcut() {
        open("");

        assertThat(texts("shortcuts-help kbd"))
                .containsExactly(
                        "n", "j", "k", "Enter", "l", "r", "b", "Delete", "Ctrl Enter", "Escape", "g h", "/", "?");
    }

    @ParameterizedTest
    @CsvSource({"left, 2", "middle, 0"})
    void a_ctrl_or_middle_click_opens_a_crud_in_a_new_tab(String button, int modifiers) {
        String uuid = publish("bayko", message, "1-hour").getString("uuid");
        openAs("bayko", "");
        String tab = browser.getWindowHandle();
        Map<?, ?> place = (Map<?, ?>) js(
                """
                const { x, y } = document.querySelector(arguments[0]).getBoundingClientRect();
                return { x: x + 200, y: y + 8 }""",
                crud(uuid) + " .message");

        for (String type : List.of("mousePressed", "mouseReleased")) {
            browser.executeCdpCommand(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "button",
                            button,
                            "modifiers",
                            modifiers,
                            "clickCount",
                            1,
                            "x",
                            place.get("x"),
                            "y",
                            place.get("y")));
        }

        await().atMost(A_WHILE).until(() -> browser.getWindowHandles().size() == 2);
        assertThat(text("main h1")).isEqualTo("Home");
        browser.getWindowHandles().stream()
                .filter(handle -> !handle.equals(tab))
                .forEach(handle -> browser.switchTo().window(handle));
        try {
            await().atMost(A_WHILE).until(() -> browser.getCurrentUrl().endsWith("/crud/" + uuid));
        } finally {
            browser.close();
            browser.switchTo().window(tab);
        }
    }

    @Test
    void deleting_a_crud_on_its_page_goes_back_and_adds_nothing_to_the_history() {
        String author = newUser();
        String uuid = publish(author, message, "1-hour").getString("uuid");
        openAs(author, "@" + author);
        click(crud(uuid) + " .timestamp");
        awaitText("main h1", "Crud");
        Object length = js("return history.length");

        delete(uuid);

        awaitText("main h1", "User");
        assertThat(has(crud(uuid))).isFalse();
        assertThat(browser.getCurrentUrl()).endsWith("/@" + author);
        assertThat(js("return history.length")).isEqualTo(length);
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
        click("[data-action=sign]");

        await().atMost(A_WHILE).until(() -> has("join-section") && !has("activity-form form"));
        browser.navigate().refresh();
        settle();
        assertThat(has("activity-form form")).isFalse();
    }

    private static void changeExpiry(String uuid, String action, String ttl) {
        click(crud(uuid) + " [title=More]");
        click(crud(uuid) + " [data-action=" + action + "]");
        choose("dialog [name=ttl]", ttl);
        click("dialog button[value=yes]");
    }

    /** Posts a crud as a new user, deletes it on the profile page, and returns its UUID. It can be restored for some seconds. */
    private String publishAndDelete() {
        String author = newUser();
        String uuid = publish(author, message, "1-hour").getString("uuid");
        openAs(author, "@" + author);

        delete(uuid);
        return uuid;
    }

    private static void delete(String uuid) {
        click(crud(uuid) + " [title=More]");
        click(crud(uuid) + " [data-action=delete]");
        click("dialog button[value=yes]");
        await().atMost(A_WHILE).until(() -> !has(crud(uuid)));
    }

    private static void keys(CharSequence keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    private static Object focused() {
        return js("return document.activeElement.dataset.uuid");
    }

    private static boolean isAtEnd() {
        return (Boolean) js("return scrollY + innerHeight >= document.documentElement.scrollHeight - 1");
    }

    private void react(String handle, String uuid, String reaction) {
        as(handle, "activities/" + uuid + "/" + reaction).put(Entity.json("")).close();
    }

    private int likes(String uuid) {
        return object(get("activities/" + uuid)).getInt("likes_count");
    }

    private static long stored(String message) {
        return (Long) TestDatabase.run("SELECT count(*) FROM activities WHERE message = ?", message);
    }
}
