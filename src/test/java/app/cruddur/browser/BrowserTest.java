package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Chromium;
import app.cruddur.support.ServerTest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** Base class of the browser tests: one Chromium per test class, with empty storage before each test. */
abstract class BrowserTest extends ServerTest {

    static final Duration A_WHILE = Duration.ofSeconds(20);

    private static final int WIDE = 1360, HIGH = 900;

    private static Chromium chromium;
    static ChromeDriver browser;

    @AfterAll
    static void close_the_browser() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
            browser = null;
        }
    }

    @BeforeEach
    void open_the_browser() {
        if (chromium == null) {
            chromium = Chromium.open();
            browser = chromium.driver();
            window(WIDE, HIGH);
        }
        browser.get(home().resolve("favicon.svg").toString());
        js("localStorage.clear(); sessionStorage.clear()");
        consoleErrors();
    }

    @AfterEach
    void the_console_has_no_errors() {
        if (browser != null) {
            assertThat(consoleErrors()).isEmpty();
        }
    }

    /** The errors in the browser console since the last call, including violations of the Content Security Policy. */
    static List<String> consoleErrors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                // Chromium logs every response with an error status, and the tests provoke some.
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    void open(String path) {
        browser.get(home().resolve(path).toString());
        settle();
    }

    /** Waits until the page is rendered and nothing is loading. */
    void settle() {
        await().atMost(A_WHILE)
                .until(
                        () -> (Boolean)
                                js(
                                        """
                return !!document.querySelector('main h1')
                  && ['compose-dialog', 'desktop-sidebar', 'notice-region', 'offline-notice', 'reply-form', 'shortcuts-help']
                    .every(name => customElements.get(name))
                  && !document.querySelector('.skeleton, .loading, [aria-busy=true]')"""));
    }

    /** Opens a page as a user, as if chosen before on the sign-in page of the open mode. */
    void openAs(String handle, String path) {
        JsonObject user = object(get("users/@" + handle + "/short"));
        js("localStorage.setItem('cruddur.user', arguments[0])", user.toString());
        open(path);
        await().until(() -> has(".current-user-link[href='@" + handle + "']"));
    }

    void theme(String theme) {
        js(
                "localStorage.setItem('cruddur.theme', arguments[0])",
                Json.createValue(theme).toString());
    }

    static Object js(String script, Object... arguments) {
        return browser.executeScript(script, arguments);
    }

    @SuppressWarnings("unchecked")
    static List<String> texts(String selector) {
        return (List<String>) js(
                "return [...document.querySelectorAll(arguments[0])].map(each => each.textContent.trim())", selector);
    }

    static String text(String selector) {
        return texts(selector).stream().findFirst().orElse("");
    }

    static boolean has(String selector) {
        return !browser.findElements(By.cssSelector(selector)).isEmpty();
    }

    static WebElement one(String selector) {
        await().atMost(A_WHILE).until(() -> has(selector));
        return browser.findElement(By.cssSelector(selector));
    }

    static void click(String selector) {
        await().atMost(A_WHILE).ignoreExceptions().untilAsserted(() -> one(selector)
                .click());
    }

    /** Inserts the text as a paste does: {@code sendKeys} supports only characters of the Basic Multilingual Plane. */
    static void write(String selector, String text) {
        one(selector).click();
        js("document.activeElement.select(); document.execCommand('insertText', false, arguments[0])", text);
        assertThat(one(selector).getDomProperty("value")).isEqualTo(text);
    }

    /** The CSS selector of a crud. */
    static String crud(String uuid) {
        return "article[data-uuid='" + uuid + "']";
    }

    /** Waits until the crud with this message is stored. Returns its uuid. */
    static String posted(String message) {
        String script =
                """
                return [...document.querySelectorAll('article.crud')].find(article =>
                  article.querySelector('.message').textContent === arguments[0])?.dataset.uuid ?? 'pending-'""";
        await().atMost(A_WHILE).until(() -> !((String) js(script, message)).startsWith("pending-"));
        return (String) js(script, message);
    }

    static void awaitText(String selector, String text) {
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(text(selector)).isEqualTo(text));
    }

    /** Runs the action without a network. */
    static void offline(Runnable action) {
        ChromiumNetworkConditions none = new ChromiumNetworkConditions();
        none.setOffline(true);
        browser.setNetworkConditions(none);
        try {
            action.run();
        } finally {
            browser.deleteNetworkConditions();
        }
    }

    static void width(int width, Runnable action) {
        size(width, HIGH, action);
    }

    static void size(int width, int height, Runnable action) {
        window(width, height);
        try {
            action.run();
        } finally {
            window(WIDE, HIGH);
        }
    }

    private static void window(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 700));
    }
}
