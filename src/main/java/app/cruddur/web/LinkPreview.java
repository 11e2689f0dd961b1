package app.cruddur.web;

import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.user.Handle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Open Graph metadata of a page, and the link to the Atom feed of a profile, for programs that do not run JavaScript.
 *
 * @see <a href="https://ogp.me/">The Open Graph protocol</a>
 */
@ApplicationScoped
class LinkPreview {

    private static final Pattern CRUD = Pattern.compile("/crud/([0-9A-Fa-f-]{36})");
    private static final Pattern PROFILE = Pattern.compile("/@(\\w{1,30})");

    @Inject
    private NamedNativeQueries queries;

    /** Whether the page at this path shows a crud or a profile, which {@link #html} reads from the database. */
    static boolean isNeeded(String path) {
        return CRUD.matcher(path).matches() || PROFILE.matcher(path).matches();
    }

    /** The elements for the {@code <head>} of the page at this path; empty if it shows no crud or profile, or if the database cannot be read. */
    String html(String path) {
        try {
            return json(path).map(LinkPreview::elements).orElse("");
        } catch (Exception e) {
            // Exception, because an interceptor may throw an SQLException that no signature declares. The page works
            // without a preview.
            return "";
        }
    }

    private Optional<String> json(String path) {
        Matcher crud = CRUD.matcher(path);
        if (crud.matches()) {
            String uuid = UUID.fromString(crud.group(1)).toString();
            return queries.object("previews/crud", Map.of("uuid", uuid));
        }
        Matcher profile = PROFILE.matcher(path);
        return profile.matches()
                ? Handle.stored(profile.group(1))
                        .flatMap(handle -> queries.object("previews/profile", Map.of("handle", handle)))
                : Optional.empty();
    }

    private static String elements(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            JsonObject preview = reader.readObject();
            String metadata =
                    """
                    <meta property="og:site_name" content="Cruddur">
                      <meta property="og:title" content="%s">
                      <meta property="og:description" content="%s">"""
                            .formatted(escape(preview.getString("title")), escape(preview.getString("description")));
            String feed = preview.getString("feed", "");
            return feed.isEmpty()
                    ? metadata
                    : metadata
                            + "\n  <link rel=\"alternate\" type=\"application/atom+xml\" href=\"%s\">".formatted(feed);
        }
    }

    /** Escapes the characters that end an attribute's value or begin markup. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
