package app.cruddur.security;

import app.cruddur.config.Configuration;
import app.cruddur.http.Sha256;
import app.cruddur.observability.RequestPath;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a document may load and where it may call: the API's answers nothing at all, the page its own files, and besides them the sign-in
 * server.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
final class ContentSecurityPolicy {

    private static final String API = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE = "/index.html";
    private static final String DOCS = "/docs/";
    // An import map cannot be a file of its own: browsers take it inline alone.
    private static final Pattern IMPORT_MAP = Pattern.compile(
            "<script\\b[^>]*\\btype=[\"']?importmap\\b[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final String page;
    private final String docs;

    private ContentSecurityPolicy(List<String> scripts, List<String> connections) {
        page = "default-src 'self'; script-src " + sources(scripts) + "; connect-src " + sources(connections)
                + "; base-uri 'self'; form-action 'self'; object-src 'none'; frame-ancestors 'none'";
        // Swagger UI's own style sheet holds its icons as data.
        docs = page + "; img-src 'self' data:";
    }

    static ContentSecurityPolicy of(ServletContext war) {
        try (InputStream file = war.getResourceAsStream(PAGE)) {
            String html = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return of(html, Configuration.current());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param html the page: its import maps are let in by their hash
     * @param environment for the sign-in server: {@code OIDC_ISSUER}, or Cognito's variables; and {@code CRUDDUR_CONNECT_ORIGINS}
     * @throws IllegalStateException when one of these is no address
     */
    static ContentSecurityPolicy of(String html, Configuration configuration) {
        List<String> maps = IMPORT_MAP
                .matcher(html)
                .results()
                .map(map -> "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(seen(map.group(1)))) + "'")
                .distinct()
                .toList();
        List<String> origins = Stream.concat(
                        issuer(configuration).stream(), configuration.get(Configuration.CONNECT_ORIGINS).stream())
                .map(ContentSecurityPolicy::origin)
                .distinct()
                .toList();
        return new ContentSecurityPolicy(maps, origins);
    }

    /** @param path below the context root */
    String of(String path) {
        if (RequestPath.isApi(path)) {
            return API;
        }
        return path.startsWith(DOCS) ? docs : page;
    }

    private static Optional<String> issuer(Configuration configuration) {
        return configuration.find(Configuration.OIDC_ISSUER).or(() -> configuration
                .find(Configuration.COGNITO_USER_POOL_ID)
                .flatMap(pool -> configuration.find(Configuration.AWS_REGION))
                .map(region -> "https://cognito-idp." + region + ".amazonaws.com"));
    }

    private static String origin(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && List.of("https", "http").contains(uri.getScheme())) {
                return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalStateException("not an address that a page could call: " + url
                + " (OIDC_ISSUER, AWS_DEFAULT_REGION or CRUDDUR_CONNECT_ORIGINS)");
    }

    /** The browser hashes the text after its own reading, which knows one kind of line end. */
    private static String seen(String script) {
        return script.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String sources(List<String> more) {
        return Stream.concat(Stream.of("'self'"), more.stream()).collect(Collectors.joining(" "));
    }
}
