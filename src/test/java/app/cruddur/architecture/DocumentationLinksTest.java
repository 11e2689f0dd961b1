package app.cruddur.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the relative links and anchors of every Markdown file, as GitHub resolves them, and the form of the decision records. */
class DocumentationLinksTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Set<String> FOREIGN_DIRECTORIES = Set.of("target", ".git", "node_modules");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)|src=\"([^\"]+)\"");
    private static final Pattern RECORD = Pattern.compile("docs/adr/(\\d{4})");
    private static final Pattern RECORD_FORM =
            Pattern.compile("# \\d+\\. .+\n\n- Status: (Accepted|Superseded by ADR \\d+)\n"
                    + "- Date: \\d{4}-\\d\\d-\\d\\d.*\n(- Supersedes: ADR .+\n)?\n## Decision\n(?s:.+)");
    private static final Pattern SECTION = Pattern.compile("(?m)^##+ +(.+)$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    @TempDir
    private Path directory;

    @Test
    void every_relative_link_and_anchor_resolves() throws IOException {
        List<Path> pages = pages();
        List<String> broken = new ArrayList<>();

        for (Path page : pages) {
            broken.addAll(brokenLinks(page));
        }

        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    @Test
    void every_page_is_reachable_from_the_readme() throws IOException {
        Set<Path> reached = new HashSet<>();
        follow(ROOT.resolve("README.md"), reached);

        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))).isSubsetOf(reached);
        }
    }

    @Test
    void every_decision_record_that_the_code_refers_to_exists() throws IOException {
        Set<String> records = new HashSet<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
            files.forEach(file -> records.add(file.getFileName().toString().replaceFirst("-.*", "")));
        }
        Set<String> references = new HashSet<>();
        for (String sources : List.of("src", "bin", "cluster", "aws", "container", ".ci", "pom.xml")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(sources))) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(each -> !each.toString().matches(".*(/node_modules/.*|\\.png)"))
                        .toList()) {
                    RECORD.matcher(Files.readString(file)).results().forEach(match -> references.add(match.group(1)));
                }
            }
        }

        assertThat(references).isNotEmpty().isSubsetOf(records);
    }

    @Test
    void every_decision_record_has_a_status_a_date_and_the_same_sections() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
            for (Path file : files.filter(each -> !each.endsWith("README.md")).toList()) {
                String record = Files.readString(file);

                assertThat(record).as(file.toString()).matches(RECORD_FORM);
                assertThat(SECTION.matcher(record).results().map(section -> section.group(1)))
                        .as(file.toString())
                        .isSubsetOf("Decision", "Reasons", "Alternatives", "Consequences")
                        .contains("Alternatives", "Consequences");
            }
        }
    }

    @Test
    void broken_links_and_anchors_are_reported() throws IOException {
        Path page = directory.resolve("page.md");
        Files.writeString(
                page,
                """
                # A title, with `code`

                [good](#a-title-with-code) [bad](#missing) [no file](missing.md) `[code](ignored.md)` [external](https://example.com/x)

                    [indented code](ignored.md)
                """);

        assertThat(brokenLinks(page)).containsExactly(page + " -> #missing", page + " -> missing.md");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of(ROOT.relativize(file).toString().split("/"))
                            .noneMatch(FOREIGN_DIRECTORIES::contains))
                    .toList();
        }
    }

    private static void follow(Path page, Set<Path> reached) throws IOException {
        if (!reached.add(page) || !Files.isRegularFile(page)) {
            return;
        }
        for (String link : links(page)) {
            Path target = page.resolveSibling(link.replaceFirst("#.*", "")).normalize();
            if (target.toString().endsWith(".md")) {
                follow(target, reached);
            }
        }
    }

    private static List<String> brokenLinks(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : links(page)) {
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            boolean resolves = Files.exists(target)
                    && (parts.length == 1 || anchors(target).contains(parts[1]));
            if (!resolves) {
                broken.add(page + " -> " + link);
            }
        }
        return broken;
    }

    /** The links of a page that are not URLs. */
    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(withoutCode(Files.readString(page)))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** The anchors of a page's headings: lower case, without punctuation, blanks as hyphens, and numbered if they repeat. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(withoutFences(Files.readString(page))).results().forEach(match -> {
            String text = match.group(1).replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
            String anchor = text.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            for (int i = 1; !anchors.add(i == 1 ? anchor : anchor + "-" + (i - 1)); i++) {}
        });
        return anchors;
    }

    private static String withoutCode(String text) {
        return withoutFences(text).replaceAll("(?m)^ {4}.*$", "").replaceAll("`[^`\n]*`", "");
    }

    private static String withoutFences(String text) {
        return text.replaceAll("(?ms)^ *```.*?^ *```$", "");
    }
}
