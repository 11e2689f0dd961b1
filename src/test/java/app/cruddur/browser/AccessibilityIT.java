package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Person;
import jakarta.ws.rs.client.Entity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks each page and state with axe-core, in both themes, on a wide screen and on a phone. */
@Tag("any-server")
class AccessibilityIT extends BrowserTest {

    private static final String AXE = read("/axe.min.js");

    private static final List<String> PAGES = List.of(
            "",
            "@lena",
            "search",
            "search?term=postgres",
            "search?term=nothing_has_this_word",
            "notifications",
            "messages",
            "messages/@kofi",
            "sign-in",
            "nowhere",
            "@nobody_at_all",
            "crud/00000000-0000-0000-0000-000000000000");

    @ParameterizedTest
    @CsvSource({"dark, 1360", "light, 1360", "light, 360"})
    void axe_finds_no_violation_on_any_page(String theme, int width) {
        String handle = Person.join(this, "Axe").handle();
        String crud = publish("bayko", "For @" + handle + " #axe https://example.com", "1-hour")
                .getString("uuid");
        reply(crud, handle, "Received");
        String own = insert(handle, "Ending", "2 days", "23 hours").toString();
        as("kofi", "activities/" + own + "/like").put(Entity.json("")).close();
        as(handle, "users/me")
                .put(Entity.json("{\"display_name\":\"Axe\",\"notify_expiring\":true}"))
                .close();
        as(handle, "messages").post(Entity.json(json("user_receiver_handle", "kofi", "message", "Is this thing on?")));
        theme(theme);

        width(width, () -> {
            List.of("", "notifications", "messages", "sign-in", "crud/" + crud).forEach(this::checkWithAxe);
            openAs(handle, "");
            PAGES.forEach(this::checkWithAxe);
            checkWithAxe("crud/" + crud);
            checkWithAxe("@" + handle);
        });
    }

    @ParameterizedTest
    @CsvSource({"dark", "light"})
    void axe_finds_no_violation_in_any_state_of_a_page(String theme) {
        theme(theme);
        openAs("bayko", "");

        click("activity-form button[type=submit]");
        awaitText("activity-form .error", "Enter a message.");
        checkWithAxe();
        click("article [data-action=like]");
        click("article [data-action=reply]");
        one("reply-form textarea");
        checkWithAxe();
        click("[title='Your menu']");
        click("[data-action=shortcuts]");
        await().until(() -> has("dialog[open]"));
        checkWithAxe();
        click("shortcuts-help form button");
        click("article [data-action=like]");

        click("article [title=More]");
        await().until(() -> has(".menu:popover-open"));
        checkWithAxe();

        open("search");
        click(".compose-button");
        one("compose-dialog textarea").sendKeys("@");
        one("compose-dialog textarea").sendKeys("b");
        await().atMost(A_WHILE).until(() -> has(".completion"));
        checkWithAxe();
        write("compose-dialog textarea", "");

        open("@bayko");
        click(".edit-profile");
        write("#display_name", "");
        click("profile-form button[type=submit]");
        awaitText("#display_name-error", "Enter a name.");
        checkWithAxe();

        open("");
        offline(() -> {
            click("article [data-action=like]");
            await().atMost(A_WHILE).until(() -> has(".offline-banner") && has(".notice button"));
            checkWithAxe();
        });
    }

    @Test
    void reduced_motion_disables_all_animations() {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        try {
            insert("bayko", "Nearly over", "1 hour", "10 minutes");
            open("");

            assertThat(js("return document.getAnimations().length")).isEqualTo(0L);
        } finally {
            browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        }
    }

    private void checkWithAxe(String path) {
        open(path);
        checkWithAxe();
    }

    /** Waits for running animations to end first, because axe-core would measure the contrast of half-transparent text. */
    private static void checkWithAxe() {
        js(AXE);
        Object violations = browser.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                const ending = document.getAnimations().filter(animation =>
                  animation instanceof CSSAnimation && animation.effect.getTiming().iterations !== Infinity);
                Promise.allSettled(ending.map(animation => animation.finished)).then(() =>
                axe.run(document, { resultTypes: ['violations'] })).then(({ violations }) => done(violations.map(each =>
                  each.id + ': ' + each.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; '))),
                  failure => done([String(failure)]))""");
        assertThat(violations).as(browser.getCurrentUrl()).isEqualTo(List.of());
    }

    private static String read(String resource) {
        try (InputStream script = AccessibilityIT.class.getResourceAsStream(resource)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
