package app.cruddur.web;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The WAR's files that anybody may have: all but {@code WEB-INF} and {@code META-INF}, known by name before the first request, so that no
 * path can lead elsewhere. The front end's own lie in {@code /app/} and are also there under {@code /app.<release>/}, where the release names
 * the content of them all: from there a browser may keep them for good, and their relative imports stay there.
 */
class WebFiles {

    static final String PAGE = "/index.html";
    private static final String APP = "/app/";
    private static final String WEB_JARS = "/webjars/";
    private static final String MAIN = "/app/main.js";
    private static final String PRELOADS =
            "<!-- The server replaces this line with modulepreload links of the modules that main.js imports. -->";

    /** What a module needs at once; an {@code import(…)} may wait. */
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export)\\b[^\"(;]*\"(\\.[^\"]+)\"");

    private final ServletContext war;
    private final Set<String> paths = new TreeSet<>();
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();
    private final String releasedApp;

    WebFiles(ServletContext war) {
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
        MessageDigest all = sha256();
        for (String path : paths) {
            if (path.startsWith(APP)) {
                all.update(path.getBytes(StandardCharsets.UTF_8));
                all.update(read(path));
            }
        }
        return StaticFile.digest(all.digest());
    }

    Optional<StaticFile> find(String path) {
        String name = path.startsWith("/app.") ? APP + path.substring(path.indexOf('/', 1) + 1) : path;
        return paths.contains(name) ? Optional.of(files.computeIfAbsent(name, this::load)) : Optional.empty();
    }

    /** Whether the path names the content too, so that what it once answered it always will. */
    boolean isImmutable(String path) {
        return path.startsWith(releasedApp) || path.startsWith(WEB_JARS);
    }

    /** The one page, which the browser makes all others of. */
    StaticFile page() {
        return find(PAGE).orElseThrow();
    }

    private StaticFile load(String path) {
        String type = Optional.ofNullable(war.getMimeType(path)).orElse("application/octet-stream");
        boolean isText = type.startsWith("text/") || type.endsWith("javascript") || type.endsWith("json");
        return StaticFile.of(
                isText ? type + ";charset=utf-8" : type, path.equals(PAGE) ? addressed(read(path)) : read(path));
    }

    /** The page with the addresses that only the running server knows. */
    private byte[] addressed(byte[] page) {
        return new String(page, StandardCharsets.UTF_8)
                .replace(PRELOADS, preloads())
                .replace("<base href=\"/\">", "<base href=\"" + war.getContextPath() + "/\">")
                .replace("\"app/", "\"" + releasedApp.substring(1))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Without them the browser would find the modules one after the other, a round trip each. */
    private String preloads() {
        Set<String> modules = new TreeSet<>();
        needs(MAIN, modules);
        paths.stream()
                .filter(path -> path.startsWith(WEB_JARS) && path.endsWith(".js"))
                .forEach(modules::add);
        return modules.stream()
                .map(path -> "<link rel=\"modulepreload\" href=\"" + path.substring(1) + "\">")
                .collect(Collectors.joining("\n  "));
    }

    private void needs(String path, Set<String> modules) {
        if (modules.add(path)) {
            Matcher imports = IMPORT.matcher(new String(read(path), StandardCharsets.UTF_8));
            while (imports.find()) {
                needs(URI.create(path).resolve(imports.group(1)).getPath(), modules);
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

    static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
