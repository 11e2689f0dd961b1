package app.cruddur.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.NpmLint;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the HTML of the web client and of the API's documentation with the Nu Html Checker. */
class HtmlLintTest {

    private static final Path WEBAPP = Path.of("src/main/webapp");

    @TempDir
    private Path pages;

    @Test
    void the_checker_reports_no_problem_in_the_pages_and_reports_a_mistake() throws Exception {
        String page = Files.readString(WEBAPP.resolve("index.html"));
        Files.writeString(pages.resolve("index.html"), page);
        Files.copy(WEBAPP.resolve("docs/index.html"), pages.resolve("docs.html"));
        Files.writeString(pages.resolve("mistake.html"), page.replace("<noscript><div", "<noscript><span"));

        assertThat(new NpmLint(Path.of("src/test/html-lint"), "html-lint").problems(pages))
                .isNotEmpty()
                .allMatch(line -> line.contains("mistake.html"));
    }
}
