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

/** The front end's files as they go over the wire. */
class WebServerIT extends ServerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @Test
    void text_is_compressed_for_whoever_takes_it_and_the_same_for_whoever_does_not() throws Exception {
        HttpResponse<byte[]> plain = get("", null, null);
        HttpResponse<byte[]> gzipped = get("", "br, gzip;q=0.8", null);

        assertThat(header(plain, "Content-Encoding")).isNull();
        assertThat(header(gzipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(gzipped, "Vary")).contains("Accept-Encoding");
        assertThat(unzip(gzipped.body())).isEqualTo(plain.body());
        assertThat(header(get("", "gzip;q=0, br", null), "Content-Encoding")).isNull();
    }

    @Test
    void what_is_known_already_is_not_sent_again() throws Exception {
        HttpResponse<byte[]> first = get("favicon.svg", "gzip", null);

        HttpResponse<byte[]> again = get("favicon.svg", "gzip", header(first, "ETag"));

        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
    }

    @Test
    void what_the_page_runs_is_kept_for_good_for_its_address_names_its_content() throws Exception {
        String page = new String(get("", null, null).body(), StandardCharsets.UTF_8);
        List<String> files = ADDRESS.matcher(page)
                .results()
                .map(match -> match.group(1))
                .filter(address -> address.matches("(app|webjars).*"))
                .toList();

        assertThat(files).hasSizeGreaterThan(40).contains("webjars/lit-html/3.3.2/lit-html.js");
        for (String file : files) {
            HttpResponse<byte[]> answer = get(file, null, null);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(header(answer, "Cache-Control")).as(file).isEqualTo("public, max-age=31536000, immutable");
        }
    }

    @Test
    void a_page_of_an_older_release_still_finds_its_files_but_does_not_keep_them() throws Exception {
        HttpResponse<byte[]> answer = get("app.0123456789abcdef/main.js", null, null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
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
    void what_is_not_for_everybody_is_not_there(String path) throws Exception {
        assertThat(get(path, null, null).statusCode()).isIn(400, 404);
    }

    @Test
    void whoever_looks_for_a_page_that_is_not_there_is_told_by_the_page_itself() {
        Response response =
                client().target(home().resolve("nowhere")).request("text/html").get();

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.readEntity(String.class)).contains("<cruddur-app>");
    }

    @Test
    void files_are_only_read() {
        Response response = client().target(home()).request().post(Entity.text("x"));

        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeaderString("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void the_first_view_weighs_less_than_120_kilobytes() throws Exception {
        String page = new String(get("", null, null).body(), StandardCharsets.UTF_8);
        List<String> asked = Stream.concat(
                        ADDRESS.matcher(page)
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
        for (String each : asked) {
            bytes += get(each, "gzip", null).body().length;
        }
        System.out.println("The first view: " + asked.size() + " requests, " + bytes + " bytes");

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
