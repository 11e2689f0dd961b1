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
 * The {@code Content-Security-Policy} header. A response of the API may load nothing. The web client may load its own files, and connect to
 * its own origin, the token issuer and {@code CRUDDUR_CONNECT_ORIGINS}.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
final class ContentSecurityPolicy {

    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE_PATH = "/index.html";
    private static final String DOCS_PATH = "/docs/";
    // Browsers accept an import map only inline.
    private static final Pattern IMPORT_MAP = Pattern.compile(
            "<script\\b[^>]*\\btype=[\"']?importmap\\b[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final String pagePolicy;
    private final String docsPolicy;

    private ContentSecurityPolicy(List<String> scripts, List<String> connections) {
        pagePolicy = "default-src 'self'; script-src " + sources(scripts) + "; connect-src " + sources(connections)
                + "; base-uri 'self'; form-action 'self'; object-src 'none'; frame-ancestors 'none'";
        // Swagger UI's style sheet contains its icons as data URLs.
        docsPolicy = pagePolicy + "; img-src 'self' data:";
    }

    static ContentSecurityPolicy of(ServletContext context) {
        try (InputStream file = context.getResourceAsStream(PAGE_PATH)) {
            String html = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return of(html, Configuration.current());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param html the page; its inline import maps are allowed by their hash
     * @param configuration for the token issuer ({@code OIDC_ISSUER} or Cognito's variables) and {@code CRUDDUR_CONNECT_ORIGINS}
     * @throws IllegalStateException if one of these is not an HTTP or HTTPS URL
     */
    static ContentSecurityPolicy of(String html, Configuration configuration) {
        List<String> maps = IMPORT_MAP
                .matcher(html)
                .results()
                .map(map -> "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(normalizeLineEnds(map.group(1))))
                        + "'")
                .distinct()
                .toList();
        List<String> origins = Stream.concat(
                        issuer(configuration).stream(), configuration.get(Configuration.CONNECT_ORIGINS).stream())
                .map(ContentSecurityPolicy::origin)
                .distinct()
                .toList();
        return new ContentSecurityPolicy(maps, origins);
    }

    /** @param path relative to the context root */
    String of(String path) {
        if (RequestPath.isApi(path)) {
            return API_POLICY;
        }
        return path.startsWith(DOCS_PATH) ? docsPolicy : pagePolicy;
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
            // reported below
        }
        throw new IllegalStateException(
                "not an http or https URL: " + url + " (OIDC_ISSUER, AWS_DEFAULT_REGION or CRUDDUR_CONNECT_ORIGINS)");
    }

    /** The text that the browser hashes: its HTML parser converts all line ends to LF. */
    private static String normalizeLineEnds(String script) {
        return script.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String sources(List<String> others) {
        return Stream.concat(Stream.of("'self'"), others.stream()).collect(Collectors.joining(" "));
    }
}
