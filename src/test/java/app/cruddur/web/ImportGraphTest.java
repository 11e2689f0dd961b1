package app.cruddur.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the imports between the web client's modules, static and dynamic, by reading the files. */
class ImportGraphTest {

    private static final Path WEBAPP = Path.of("src/main/webapp");
    private static final Path APP = WEBAPP.resolve("app");
    private static final Path ENTRY = APP.resolve("components/CruddurApp.js");

    /** {@code index.html} loads this classic script before the modules. */
    private static final Path CLASSIC_SCRIPT = APP.resolve("theme.js");

    private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^(?:import|export)\\s+(?:(?<names>[^\"';()]*?)\\s*\\bfrom\\s+)?[\"'](?<static>[^\"']+)[\"']"
                    + "|\\bimport\\(\\s*[\"'](?<dynamic>[^\"']+)[\"']\\s*\\)");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export\\s+(?:async\\s+)?(?:const|let|function|class)\\s+(\\w+)");
    private static final Pattern MAPPED =
            Pattern.compile("\"([\\w@/-]+)\"\\s*:\\s*\"\\./webjars/([\\w.-]+/[\\w./-]*)\"");

    /** Each module with the modules that it imports by a relative path. */
    private final Map<Path, Set<Path>> graph = new TreeMap<>();

    private final Map<Path, String> sources = new TreeMap<>();

    ImportGraphTest() throws IOException {
        try (Stream<Path> files = Files.walk(APP)) {
            files.filter(file -> file.toString().endsWith(".js"))
                    .forEach(file ->
                            sources.put(file, COMMENT.matcher(text(file)).replaceAll("")));
        }
        sources.forEach((file, source) -> {
            Set<Path> targets = new TreeSet<>();
            imports(source)
                    .map(ImportGraphTest::specifier)
                    .filter(ImportGraphTest::isRelative)
                    .forEach(specifier -> targets.add(resolve(file, specifier)));
            graph.put(file, targets);
        });
    }

    @Test
    void the_graph_contains_static_and_dynamic_imports() {
        assertThat(graph.get(APP.resolve("routes.js")))
                .contains(APP.resolve("pages/HomeFeedPage.js"), APP.resolve("pages/CrudPage.js"));
    }

    @Test
    void every_imported_file_exists() {
        List<String> missing = new ArrayList<>();
        graph.forEach((file, targets) -> targets.stream()
                .filter(target -> !sources.containsKey(target))
                .forEach(target -> missing.add(file + " imports " + target)));

        assertThat(missing).isEmpty();
    }

    @Test
    void every_imported_name_is_exported() {
        List<String> missing = new ArrayList<>();
        sources.forEach((file, source) -> imports(source)
                .filter(found -> isRelative(specifier(found)))
                .forEach(found -> names(found)
                        .filter(name ->
                                !exports(resolve(file, specifier(found))).contains(name))
                        .forEach(name -> missing.add(file + " imports " + name + " from " + specifier(found)))));

        assertThat(missing).isEmpty();
    }

    @Test
    void every_bare_import_is_in_the_import_map() {
        Set<String> mapped = new TreeSet<>();
        MAPPED.matcher(text(WEBAPP.resolve("index.html"))).results().forEach(entry -> mapped.add(entry.group(1)));
        List<String> missing = sources.values().stream()
                .flatMap(ImportGraphTest::imports)
                .map(ImportGraphTest::specifier)
                .filter(specifier -> !isRelative(specifier))
                .filter(specifier -> mapped.stream()
                        .noneMatch(name -> name.endsWith("/") ? specifier.startsWith(name) : specifier.equals(name)))
                .toList();

        assertThat(mapped).contains("lit");
        assertThat(missing).isEmpty();
    }

    @Test
    void no_module_imports_itself_through_others() {
        List<String> cycles = graph.keySet().stream()
                .map(start -> cycle(List.of(start), new HashSet<>()))
                .filter(path -> !path.isEmpty())
                .map(path -> String.join(
                        " -> ",
                        path.stream()
                                .map(file -> APP.relativize(file).toString())
                                .toList()))
                .toList();

        assertThat(cycles).isEmpty();
    }

    @Test
    void every_module_is_reachable_from_the_entry_module() {
        Set<Path> reached = new TreeSet<>(Set.of(CLASSIC_SCRIPT));
        reach(ENTRY, reached);

        assertThat(reached).containsExactlyInAnyOrderElementsOf(sources.keySet());
    }

    private void reach(Path module, Set<Path> reached) {
        if (reached.add(module)) {
            graph.getOrDefault(module, Set.of()).forEach(target -> reach(target, reached));
        }
    }

    /** A path of imports that leads from its first module back to it, or an empty list. */
    private List<Path> cycle(List<Path> path, Set<Path> visited) {
        Path start = path.get(0);
        for (Path target : graph.getOrDefault(path.get(path.size() - 1), Set.of())) {
            List<Path> longer = Stream.concat(path.stream(), Stream.of(target)).toList();
            if (target.equals(start)) {
                return longer;
            }
            List<Path> found = visited.add(target) ? cycle(longer, visited) : List.of();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Stream<MatchResult> imports(String source) {
        return IMPORT.matcher(source).results();
    }

    private static String specifier(MatchResult found) {
        return found.group(2) != null ? found.group(2) : found.group(3);
    }

    /** The names between the braces, as the other module exports them: {@code a} of {@code a as b}. */
    private static Stream<String> names(MatchResult found) {
        return found.group(1) == null
                ? Stream.empty()
                : Arrays.stream(found.group(1).replaceAll("[{}]", "").split(","))
                        .map(name -> name.strip().split("\\s+as\\s+")[0])
                        .filter(name -> !name.isEmpty());
    }

    private Set<String> exports(Path file) {
        Set<String> names = new TreeSet<>();
        EXPORT.matcher(sources.getOrDefault(file, "")).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static boolean isRelative(String specifier) {
        return specifier.startsWith(".");
    }

    private static Path resolve(Path file, String specifier) {
        return file.getParent().resolve(specifier).normalize();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
