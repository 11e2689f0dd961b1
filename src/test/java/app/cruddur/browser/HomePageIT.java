package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Chromium;
import app.cruddur.support.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The first page as a person meets it, in a real browser on the real server with its demo seed. */
class HomePageIT extends ServerTest {

    private static Chromium chromium;
    private static ChromeDriver browser;

    @AfterAll
    static void close_the_browser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open_the_page() {
        if (chromium == null) {
            chromium = Chromium.open();
            browser = chromium.driver();
        }
        browser.get(home().toString());
        browser.executeScript("localStorage.clear()");
        reload();
    }

    @AfterEach
    void the_console_has_no_errors() {
        if (browser == null) {
            return;
        }
        // The browser itself logs every answer that is not a success; the tests ask for those.
        assertThat(consoleErrors())
                .allMatch(error -> error.contains("/api/activities - Failed to load resource"), "is about an answer");
    }

    @Test
    void the_feed_shows_every_living_crud_once_with_its_replies() {
        loadToTheEnd();

        List<String> uuids = strings("[...document.querySelectorAll('#feed > li')].map(item => item.dataset.uuid)");
        List<String> messages = strings("[...document.querySelectorAll('#feed .message')].map(m => m.textContent)");
        assertThat(uuids).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(messages)
                .contains("This was imported as seed data!", "Fingers crossed from Lagos! 🤞🏾")
                .anyMatch(message -> message.contains("<b>not bold</b>"))
                .anyMatch(message -> message.contains("\n1. dos cebollas, sin prisa\n"))
                .noneMatch(message -> message.startsWith("This crud slipped away"));
        assertThat(browser.findElements(By.cssSelector("#feed b:not(.display-name), #feed script")))
                .isEmpty();
    }

    @Test
    void a_posted_crud_is_on_top_without_a_reload_and_the_handle_is_remembered() {
        String message = "Over\nto you, #cruddur 👋 " + UUID.randomUUID();
        browser.executeScript("document.stillHere = true");

        submit("@andrewbrown", message, "3-hours");

        await().untilAsserted(() -> assertThat(topMessage()).isEqualTo(message));
        assertThat(browser.findElement(By.cssSelector("#feed > li .handle")).getText())
                .isEqualTo("@andrewbrown");
        assertThat(browser.findElement(By.cssSelector("#feed > li .life")).getText())
                .isEqualTo("3 hours left");
        assertThat(browser.executeScript("return document.stillHere")).isEqualTo(true);
        assertThat(value("message")).isEmpty();

        reload();
        assertThat(topMessage()).isEqualTo(message);
        assertThat(value("user_handle")).isEqualTo("andrewbrown");
    }

    @Test
    void an_unknown_handle_is_said_beside_its_field_and_the_text_is_kept() {
        submit("nobody_at_all", "Keep me", "1-hour");

        awaitText("user_handle-error", "Nobody here has this handle.");
        assertThat(value("message")).isEqualTo("Keep me");
        assertThat(browser.switchTo().activeElement().getDomAttribute("name")).isEqualTo("user_handle");
    }

    @Test
    void an_empty_form_is_told_everything_it_lacks() {
        submit("", "", "7-days");

        awaitText("user_handle-error", "Who are you? Please give your handle.");
        awaitText("message-error", "Say something first.");
    }

    @Test
    void emoji_count_as_one_each_and_the_281st_is_too_many() {
        submit("andrewbrown", "🦑".repeat(281), "1-hour");

        awaitText("message-error", "Too long: 280 characters at most.");
        awaitText("message-count", "281 of 280 characters");

        String justRight = "🦑".repeat(280);
        submit("andrewbrown", justRight, "1-hour");

        await().untilAsserted(() -> assertThat(topMessage()).isEqualTo(justRight));
    }

    @Test
    void markup_is_shown_as_it_was_typed() {
        String markup = "<img src=x onerror=alert(1)> " + UUID.randomUUID();

        submit("bayko", markup, "1-hour");

        await().untilAsserted(() -> assertThat(topMessage()).isEqualTo(markup));
        assertThat(browser.findElements(By.cssSelector("#feed img"))).isEmpty();
    }

    @Test
    void a_post_that_does_not_get_through_says_so_and_keeps_the_text() {
        ChromiumNetworkConditions none = new ChromiumNetworkConditions();
        none.setOffline(true);
        browser.setNetworkConditions(none);
        try {
            submit("bayko", "Is anybody there?", "1-hour");

            awaitText("post-error", "Cruddur cannot be reached. Check your connection and try again.");
            assertThat(value("message")).isEqualTo("Is anybody there?");
        } finally {
            browser.deleteNetworkConditions();
        }
    }

    @Test
    void a_crud_whose_time_is_up_leaves_the_page() {
        String message = "Going, going " + UUID.randomUUID();
        submit("bayko", message, "1-hour");
        await().untilAsserted(() -> assertThat(topMessage()).isEqualTo(message));

        browser.executeScript("const now = Date.now; Date.now = () => now() + 61 * 60 * 1000");

        await().untilAsserted(() -> assertThat(topMessage()).isNotEqualTo(message));
    }

    @Test
    void nothing_sticks_out_of_a_page_360_pixels_wide() {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
        try {
            String longWord = "w".repeat(280);
            submit("bayko", longWord, "1-hour");
            await().untilAsserted(() -> assertThat(topMessage()).isEqualTo(longWord));

            assertThat(browser.executeScript("return innerWidth")).isEqualTo(360L);
            assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
                    .isEqualTo(360L);
            assertThat(strings("[...document.querySelectorAll('main *')]"
                            + ".filter(part => part.clientWidth && part.scrollWidth > part.clientWidth)"
                            + ".map(part => part.className)"))
                    .isEmpty();
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private void reload() {
        browser.navigate().refresh();
        await().atMost(Duration.ofSeconds(20)).until(() -> !topMessage().isEmpty());
    }

    private void loadToTheEnd() {
        WebElement more = browser.findElement(By.id("feed-more"));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (more.isDisplayed()) {
                more.click();
            }
            return browser.findElement(By.id("feed-end")).isDisplayed();
        });
    }

    private void submit(String handle, String message, String timeToLive) {
        type("user_handle", handle);
        type("message", message);
        browser.executeScript("document.querySelector('#ttl').value = arguments[0]", timeToLive);
        browser.findElement(By.cssSelector("#post button")).click();
    }

    /** Like a paste: the driver's own keys know no character beyond the first 65,536. */
    private void type(String field, String text) {
        browser.findElement(By.id(field)).clear();
        browser.findElement(By.id(field)).click();
        browser.executeScript("document.execCommand('insertText', false, arguments[0])", text);
        assertThat(value(field)).isEqualTo(text);
    }

    private String value(String field) {
        return browser.findElement(By.id(field)).getDomProperty("value");
    }

    private String topMessage() {
        return (String)
                browser.executeScript("return document.querySelector('#feed > li .message')?.textContent ?? ''");
    }

    private void awaitText(String id, String text) {
        await().untilAsserted(() ->
                assertThat(browser.findElement(By.id(id)).getText()).isEqualTo(text));
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String expression) {
        return (List<String>) browser.executeScript("return " + expression);
    }

    /** What the console has said since it was last asked. */
    private List<String> consoleErrors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }
}
