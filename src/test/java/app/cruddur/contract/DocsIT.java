package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Chromium;
import app.cruddur.support.ServerTest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

class DocsIT extends ServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void the_server_serves_openapi_yaml_unchanged() throws IOException {
        Response response =
                client().target(home().resolve("openapi.yaml")).request().get();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getMediaType().toString()).startsWith("application/yaml");
        assertThat(response.readEntity(byte[].class)).isEqualTo(Files.readAllBytes(OpenApi.FILE));
    }

    @Test
    void docs_opens_with_and_without_a_trailing_slash_and_lists_every_operation() {
        try (Chromium chromium = Chromium.open()) {
            ChromeDriver browser = chromium.driver();
            for (String address : List.of("docs", "docs/")) {
                browser.get(home().resolve(address).toString());

                await().atMost(TIMEOUT).untilAsserted(() -> assertThat(operations(browser))
                        .containsExactlyInAnyOrderElementsOf(OpenApi.read().operations().stream()
                                .map(Operation::toString)
                                .filter(name -> name.contains(" /"))
                                .toList()));
                assertThat(browser.getCurrentUrl()).endsWith("/docs/");
            }
            assertThat(consoleWarnings(browser)).isEmpty();
        }
    }

    @Test
    void an_operation_can_be_tried_in_the_docs() {
        try (Chromium chromium = Chromium.open()) {
            ChromeDriver browser = chromium.driver();
            browser.get(home().resolve("docs/#/server/checkHealth").toString());

            click(browser, "#operations-server-checkHealth .try-out__btn");
            click(browser, "#operations-server-checkHealth .execute");

            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(text(browser, ".live-responses-table .response-col_status"))
                            .contains("200"));
            assertThat(text(browser, ".live-responses-table .microlight")).contains("\"success\": true");
            assertThat(consoleWarnings(browser)).isEmpty();
        }
    }

    private static void click(ChromeDriver browser, String selector) {
        await().atMost(TIMEOUT)
                .until(() -> !browser.findElements(By.cssSelector(selector)).isEmpty());
        WebElement button = browser.findElement(By.cssSelector(selector));
        browser.executeScript("arguments[0].click()", button);
    }

    private static String text(ChromeDriver browser, String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .reduce("", String::concat);
    }

    @SuppressWarnings("unchecked")
    private static List<String> operations(ChromeDriver browser) {
        return (List<String>)
                browser.executeScript(
                        """
                return [...document.querySelectorAll('.opblock-summary')].map(each =>
                  each.querySelector('.opblock-summary-method').textContent + ' ' +
                  each.querySelector('.opblock-summary-path').dataset.path)""");
    }

    /** Warnings and errors in the browser's console, which include violations of the content security policy. */
    private static List<String> consoleWarnings(ChromeDriver browser) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }
}
