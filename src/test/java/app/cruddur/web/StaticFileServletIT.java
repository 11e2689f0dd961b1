package app.cruddur.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the static files of the web client over HTTP: compression, caching and status codes. */
class StaticFileServletIT extends ServerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @Test
    void text_is_compressed_if_the_client_accepts_gzip() throws Exception {
        HttpResponse<byte[]> plain = get("", null, null);
        HttpResponse<byte[]> gzipped = get("", "br, gzip;q=0.8", null);

        assertThat(header(plain, "Content-Encoding")).isNull();
        assertThat(header(gzipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(gzipped, "Vary")).contains("Accept-Encoding");
        assertThat(unzip(gzipped.body())).isEqualTo(plain.body());
        assertThat(header(get("", "gzip;q=0, br", null), "Content-Encoding")).isNull();
    }

    @Test
    void an_unchanged_file_is_304() throws Exception {
        HttpResponse<byte[]> first = get("favicon.svg", "gzip", null);

        HttpResponse<byte[]> again = get("favicon.svg", "gzip", header(first, "ETag"));

        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
    }

    @Test
    void only_an_exactly_matching_entity_tag_is_304() throws Exception {
        String tag = header(get("favicon.svg", "gzip", null), "ETag");
        String opaque = tag.substring(1, tag.length() - 1);

        for (String other : List.of("\"x" + opaque + "\"", opaque, '"' + opaque, "\"" + opaque + "-x\"", "\"*\"")) {
            assertThat(get("favicon.svg", "gzip", other).statusCode()).as(other).isEqualTo(200);
        }
        for (String same : List.of("W/" + tag, "\"x,y\", " + tag, "*")) {
            assertThat(get("favicon.svg", "gzip", same).statusCode()).as(same).isEqualTo(304);
        }
    }

    @Test
    void files_with_a_version_in_their_path_are_immutable() throws Exception {
        String page = new String(get("", null, null).body(), StandardCharsets.UTF_8);
        List<String> files = LINK.matcher(page)
                .results()
                .map(match -> match.group(1))
                .filter(address -> address.matches("(app|webjars).*"))
                .toList();

        assertThat(files)
                .as("the files of the first view, of which a browser without HTTP/2 loads six at a time")
                .hasSizeBetween(30, 45)
                .contains("webjars/lit-html/3.3.2/lit-html.js");
        for (String file : files) {
            HttpResponse<byte[]> response = get(file, null, null);
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(header(response, "Cache-Control")).as(file).isEqualTo("public, max-age=31536000, immutable");
        }
    }

    @Test
    void files_of_an_older_release_are_served_but_not_cached() throws Exception {
        HttpResponse<byte[]> response = get("app.0123456789abcdef/navigation.js", null, null);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void the_service_worker_lists_the_files_of_the_release() throws Exception {
        HttpResponse<byte[]> worker = get("service-worker.js", null, null);
        List<String> files = Pattern.compile("\"((?:app\\.|icons/|webjars/)[^\"]+\\.\\w+)\"")
                .matcher(new String(worker.body(), StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(header(worker, "Cache-Control")).isEqualTo("no-cache");
        assertThat(files).hasSizeGreaterThan(70).anyMatch(file -> file.endsWith("/pages/CrudPage.js"));
        for (String file : files) {
            assertThat(get(file, null, null).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void the_manifest_names_icons_that_exist() throws Exception {
        HttpResponse<byte[]> manifest = get("manifest.webmanifest", null, null);

        assertThat(header(manifest, "Content-Type")).startsWith("application/manifest+json");
        assertThat(new String(manifest.body(), StandardCharsets.UTF_8)).contains("icons/maskable-512.png");
        assertThat(header(get("icons/maskable-512.png", null, null), "Content-Type"))
                .isEqualTo("image/png");
    }

    @Test
    void pages_have_what_programs_need_that_do_not_run_javascript() throws Exception {
        String uuid = publish("bayko", "<b>\"5 > 4\"</b> & more", "1-hour").getString("uuid");

        assertThat(html("crud/" + uuid))
                .contains("<meta property=\"og:title\" content=\"Crud by Andrew Bayko\">")
                .contains("content=\"&lt;b&gt;&quot;5 &gt; 4&quot;&lt;/b&gt; &amp; more\"");
        assertThat(html("@Bayko"))
                .contains("<meta property=\"og:title\" content=\"Andrew Bayko (@bayko)\">")
                .contains("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"api/users/@bayko/feed.atom\">");

        as("bayko", "activities/" + uuid).delete();
        assertThat(html("crud/" + uuid)).doesNotContain("og:");
    }

    @Test
    void the_page_of_an_expired_or_unknown_crud_has_no_preview() throws Exception {
        String expired = insert("bayko", "Over", "2 hours", "-1 hour").toString();

        for (String path : List.of(
                "crud/" + expired,
                "crud/00000000-0000-0000-0000-000000000000",
                "crud/------------------------------------",
                "@unknown_user",
                "search")) {
            assertThat(html(path)).as(path).contains("<cruddur-app>").doesNotContain("og:", "rel=\"preload\"");
        }
    }

    @Test
    void only_the_home_page_preloads_the_feed_and_its_skeleton_needs_no_script() throws Exception {
        assertThat(html(""))
                .contains("href=\"api/activities/home\" as=\"fetch\"")
                .contains("class=\"skeleton\"");
    }

    @Test
    void the_style_sheet_contains_its_imports() throws Exception {
        String styles = new String(get("app/style/all.css", null, null).body(), StandardCharsets.UTF_8);

        assertThat(styles).doesNotContain("@import").contains("--accent:", ".skeleton", ".profile");
    }

    private String html(String path) throws Exception {
        return new String(get(path, null, null).body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEB-INF/web.xml",
                "app/../WEB-INF/web.xml",
                "app.x/../WEB-INF/web.xml",
                "META-INF/MANIFEST.MF",
                "README.md",
                "nowhere",
                "crud",
                "app/"
            })
    void private_files_are_not_served(String path) throws Exception {
        assertThat(get(path, null, null).statusCode()).isIn(400, 404);
    }

    @Test
    void an_unknown_page_is_a_404_with_the_web_client() {
        Response response =
                client().target(home().resolve("nowhere")).request("text/html").get();

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.readEntity(String.class)).contains("<cruddur-app>");
    }

    @Test
    void files_are_read_only() {
        Response response = client().target(home()).request().post(Entity.text("x"));

        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeaderString("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void the_first_page_view_transfers_less_than_120_kilobytes() throws Exception {
        String page = new String(get("", null, null).body(), StandardCharsets.UTF_8);
        List<String> paths = Stream.concat(
                        LINK.matcher(page)
                                .results()
                                .map(match -> match.group(1))
                                .filter(each -> !each.endsWith("/")),
                        Stream.of(
                                "",
                                "api/session",
                                "api/activities/home",
                                "api/activities/trends?limit=5",
                                "api/users?limit=5"))
                .distinct()
                .toList();
        int bytes = 0;
        for (String each : paths) {
            bytes += get(each, "gzip", null).body().length;
        }
        System.out.println("The first view: " + paths.size() + " requests, " + bytes + " bytes");

        assertThat(bytes).isLessThan(120_000);
    }

    private HttpResponse<byte[]> get(String path, String encodings, String tag) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home() + path));
        if (encodings != null) {
            request.header("Accept-Encoding", encodings);
        }
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static byte[] unzip(byte[] bytes) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        }
    }
}
