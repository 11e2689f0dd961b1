package app.cruddur.web;

import app.cruddur.http.EntityTags;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The public files of the WAR: all except {@code WEB-INF} and {@code META-INF}. Their paths are collected at start-up, so that a request
 * cannot reach any other path. The files of the web client are in {@code /app/} and are also served under {@code /app.<release>/}, where the
 * release is a digest of all files: there they are immutable for browser caches, and relative imports resolve to the same release.
 */
class StaticFiles {

    static final String PAGE = "/index.html";
    private static final String SERVICE_WORKER = "/service-worker.js";
    private static final String APP = "/app/";
    private static final String WEB_JARS = "/webjars/";
    private static final String ENTRY = "/app/components/CruddurApp.js";
    private static final String PRELOADS =
            "<!-- The server replaces this line with modulepreload links of the modules that CruddurApp.js imports. -->";

    private static final String HEAD = "<!-- The server replaces this line with what belongs to the address. -->";

    /** The browser requests the first page of the feed together with the modules. */
    private static final String FIRST_FEED =
            "<link rel=\"preload\" href=\"api/activities/home\" as=\"fetch\" crossorigin>";

    private static final String STYLES = "/app/style/all.css";
    private static final Pattern STYLE_IMPORT = Pattern.compile("@import \"(.+)\";");

    /** Static imports of a module; a dynamic {@code import(…)} is not preloaded. */
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export)\\b[^\"(;]*\"(\\.[^\"]+)\"");

    private static final Pattern CLIENT_FILES = Pattern.compile("/app/|/webjars/|/icons/|/favicon|/manifest");

    private final ServletContext war;
    private final Set<String> paths = new TreeSet<>();
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();
    private final String releasedApp;

    StaticFiles(ServletContext war) {
        this.war = war;
        collect("/");
        this.releasedApp = "/app." + release() + "/";
    }

    private void collect(String folder) {
        for (String path : war.getResourcePaths(folder)) {
            if (path.equals("/WEB-INF/") || path.equals("/META-INF/")) {
                continue;
            }
            if (path.endsWith("/")) {
                collect(path);
            } else {
                paths.add(path);
            }
        }
    }

    private String release() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String path : paths) {
            all.writeBytes(path.getBytes(StandardCharsets.UTF_8));
            all.writeBytes(read(path));
        }
        return EntityTags.of(all.toByteArray());
    }

    Optional<StaticFile> find(String path) {
        String name = path.startsWith("/app.") ? APP + path.substring(path.indexOf('/', 1) + 1) : path;
        return paths.contains(name) ? Optional.of(files.computeIfAbsent(name, this::load)) : Optional.empty();
    }

    /** Whether the path contains a release or a version, so that its content never changes. */
    boolean isImmutable(String path) {
        return path.startsWith(releasedApp) || path.startsWith(WEB_JARS);
    }

    /** The single page of the web client. */
    StaticFile page() {
        return find(PAGE).orElseThrow();
    }

    /** The page at the address of the home feed. */
    StaticFile home() {
        StaticFile page = page();
        return files.computeIfAbsent("/", path -> withHead(page, FIRST_FEED));
    }

    /** The page with elements for its head. */
    StaticFile page(String head) {
        return withHead(page(), head);
    }

    private static StaticFile withHead(StaticFile page, String head) {
        String html = new String(page.bytes(), StandardCharsets.UTF_8).replace(HEAD, head);
        return StaticFile.of(page.type(), html.getBytes(StandardCharsets.UTF_8));
    }

    private StaticFile load(String path) {
        String type = Optional.ofNullable(war.getMimeType(path)).orElse("application/octet-stream");
        boolean isText = type.startsWith("text/") || type.endsWith("javascript") || type.endsWith("json");
        return StaticFile.of(
                isText ? type + ";charset=utf-8" : type,
                path.equals(PAGE) || path.equals(SERVICE_WORKER) ? withAddresses(read(path)) : content(path));
    }

    /** The style sheet with its imports in place, which the browser would request one round trip later. */
    private byte[] content(String path) {
        return path.equals(STYLES)
                ? STYLE_IMPORT
                        .matcher(new String(read(path), StandardCharsets.UTF_8))
                        .replaceAll(style -> Matcher.quoteReplacement(
                                new String(read("/app/style/" + style.group(1)), StandardCharsets.UTF_8)))
                        .getBytes(StandardCharsets.UTF_8)
                : read(path);
    }

    /** Inserts the module preloads, the context path, the release and its files into the page or the service worker. */
    private byte[] withAddresses(byte[] page) {
        return new String(page, StandardCharsets.UTF_8)
                .replace(PRELOADS, preloads())
                .replace("const FILES = [];", "const FILES = [" + clientFiles() + "];")
                .replace("<base href=\"/\">", "<base href=\"" + war.getContextPath() + "/\">")
                .replace("\"app/", "\"" + releasedApp.substring(1))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The files that the web client needs without a network, as a list of JavaScript strings. */
    private String clientFiles() {
        return paths.stream()
                .filter(path -> CLIENT_FILES.matcher(path).lookingAt())
                .map(path -> '"' + path.substring(1) + '"')
                .collect(Collectors.joining(", "));
    }

    /** Preload links of all modules. Without them, the browser would discover the modules one after another, with a round trip each. */
    private String preloads() {
        Set<String> modules = new TreeSet<>();
        collectImports(ENTRY, modules);
        paths.stream()
                .filter(path -> path.startsWith(WEB_JARS) && path.endsWith(".js"))
                .forEach(modules::add);
        return modules.stream()
                .map(path -> "<link rel=\"modulepreload\" href=\"" + path.substring(1) + "\">")
                .collect(Collectors.joining("\n  "));
    }

    private void collectImports(String path, Set<String> modules) {
        if (modules.add(path)) {
            Matcher imports = IMPORT.matcher(new String(read(path), StandardCharsets.UTF_8));
            while (imports.find()) {
                collectImports(URI.create(path).resolve(imports.group(1)).getPath(), modules);
            }
        }
    }

    private byte[] read(String path) {
        try (InputStream file = war.getResourceAsStream(path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
