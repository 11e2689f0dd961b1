package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.JwtServer;
import app.cruddur.support.Nginx;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests over raw sockets where the server ends one request and begins the next, and which hosts it accepts. */
class RequestFramingIT extends ServerTest {

    @RegisterExtension
    private static final JwtServer CONTAINER_SETTINGS = new JwtServer();

    private static final boolean IS_WILDFLY = "wildfly".equals(System.getProperty("arquillian.launch"));
    private static final List<String> HOSTS_THAT_PAYARA_CANNOT_PARSE =
            List.of("", " ", ":80", "::1", "a:-1", "a:80:80", "user:p@h");

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int TIMEOUT_MILLIS = 20_000;

    private final String message = "Framed " + UUID.randomUUID();
    private final String body = json("user_handle", "bayko", "message", message, "ttl", "1-hour");
    private final int length = body.getBytes(StandardCharsets.UTF_8).length;

    /** HTTP version, kind of body ({@code chunked} or {@code plain}) and headers of requests that could be read with two different lengths. */
    static List<String[]> ambiguousRequests() {
        return List.of(
                new String[] {"1.1", "chunked", "Transfer-Encoding: chunked", "Content-Length: LENGTH"},
                new String[] {"1.1", "chunked", "Transfer-Encoding: xchunked"},
                new String[] {"1.1", "chunked", "Transfer-Encoding: gzip, chunked"},
                new String[] {"1.1", "chunked", "Transfer-Encoding: chunked, identity"},
                new String[] {"1.1", "chunked", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"},
                new String[] {"1.1", "plain", "Transfer-Encoding: identity", "Content-Length: LENGTH"},
                new String[] {"1.0", "chunked", "Connection: keep-alive", "Transfer-Encoding: chunked"},
                new String[] {
                    "1.0", "chunked", "Connection: keep-alive", "Transfer-Encoding: chunked", "Content-Length: LENGTH"
                },
                new String[] {"1.1", "plain", "Content-Length: LENGTH", "Content-Length: 5"},
                new String[] {"1.1", "plain", "Content-Length: LENGTH, LENGTH"},
                new String[] {"1.1", "plain", "Content-Length: +LENGTH"},
                new String[] {"1.1", "plain", "Content-Length: -1"});
    }

    /** Each array as one argument: JUnit would spread it over several. */
    static List<Arguments> ambiguousArguments() {
        return ambiguousRequests().stream()
                .map(each -> Arguments.of((Object) each))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ambiguousArguments")
    void a_body_of_ambiguous_length_is_rejected_and_the_connection_closed(String[] request) throws IOException {
        String answer = exchange(home(), post(request[0], request[1], Arrays.copyOfRange(request, 2, request.length)));

        assertThat(statuses(answer)).as(answer).containsExactly("400");
        assertNothingPosted();
    }

    @Test
    void nginx_does_not_forward_ambiguous_requests() throws Exception {
        try (Nginx nginx = Nginx.start(Collections.nCopies(3, home()))) {
            List<String> requests = new ArrayList<>(ambiguousRequests().stream()
                    .map(each -> post(each[0], each[1], Arrays.copyOfRange(each, 2, each.length)))
                    .toList());
            requests.add(lengthBeforeChunks());
            for (String host : HOSTS_THAT_PAYARA_CANNOT_PARSE) {
                requests.add(getFor(host));
            }
            for (String request : requests) {
                String answer = exchange(nginx.uri(), request);

                assertThat(statuses(answer)).as(request + answer).containsExactly("400");
                assertThat(answer).contains("[\"bad_request\"]");
            }
            assertNothingPosted();
        }
    }

    /** Payara removes the length before any filter runs, reads the chunks as RFC 9112 requires, and keeps the connection open. */
    @Test
    void a_length_before_chunks_is_rejected_or_does_not_shift_the_next_request() throws IOException {
        String answer = exchange(home(), lengthBeforeChunks() + last());

        assertThat(statuses(answer)).as(answer).isEqualTo(IS_WILDFLY ? List.of("400") : List.of("200", "200"));
    }

    private String lengthBeforeChunks() {
        return post("1.1", "chunked", "Content-Length: LENGTH", "Transfer-Encoding: chunked");
    }

    /** Payara responds before it determines the application: 200 with an empty body. The request has no effect. */
    @Test
    void a_request_with_a_host_that_payara_cannot_parse_has_no_effect() throws IOException {
        for (String host : HOSTS_THAT_PAYARA_CANNOT_PARSE) {
            String answer = exchange(
                    home(),
                    post("1.1", "plain", "Content-Length: LENGTH", "Connection: close")
                            .replace("Host: localhost", "Host: " + host));

            assertThat(statuses(answer)).as(host).containsExactly(IS_WILDFLY ? "400" : "200");
            assertThat(answer).as(host).doesNotContain("uuid");
        }
        assertNothingPosted();
    }

    /** The application does not read the body of a GET; the server must not read the next request from this body. */
    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void a_second_request_in_the_body_of_the_first_gets_no_response(String version) throws IOException {
        String hidden = "GET " + path("health-check") + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String answer = exchange(
                home(),
                "GET " + path("activities/trends") + " HTTP/" + version
                        + "\r\nHost: localhost\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n"
                        + (version.equals("1.1") ? "Content-Length: 5\r\n" : "") + "\r\n" + "0\r\n\r\n" + hidden);

        assertThat(statuses(answer)).as(answer).containsExactly("400");
    }

    @Test
    void a_chunked_body_is_read() throws IOException {
        String answer = exchange(home(), post("1.1", "chunked", "Transfer-Encoding: Chunked") + last());

        assertThat(statuses(answer)).as(answer).containsExactly("200", "200");
    }

    /**
     * A server that accepts these bodies and keeps the connection open reads the following request correctly; Payara 7 rejects line feeds
     * without carriage returns. nginx forwards the body with a length that it computes, or rejects the request.
     */
    @ParameterizedTest
    @CsvSource({"SIZE\\r\\nBODYjunk\\r\\n0\\r\\n\\r\\n", "SIZE\\nBODY\\n0\\n\\n"})
    void malformed_chunks_do_not_shift_the_next_request(String chunks) throws Exception {
        String request = head("1.1", "Transfer-Encoding: chunked")
                + chunks.replace("\\r", "\r")
                        .replace("\\n", "\n")
                        .replace("SIZE", Integer.toHexString(length))
                        .replace("BODY", body);

        assertThat(statuses(exchange(home(), request + last()))).isIn(List.of("400"), List.of("200", "200"));
        try (Nginx nginx = Nginx.start(Collections.nCopies(3, home()))) {
            assertThat(statuses(exchange(nginx.uri(), request + last()))).isIn(List.of("400"), List.of("200", "200"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a/b",
                "a@b",
                "a:b",
                "a:",
                "a:99999",
                "a:0",
                "[::1",
                "[1]",
                "a\"b",
                "<x>",
                "a\\b",
                "a?b",
                "a#b",
                "a,b",
                "a'b",
                "%00",
                "a%20b",
                "..",
                "a..b",
                "a\r\nHost: b"
            })
    void a_malformed_or_repeated_host_is_rejected(String host) throws IOException {
        String answer = exchange(home(), getFor(host) + last());

        assertThat(statuses(answer)).as(answer).containsExactly("400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "127.0.0.1",
                "127.0.0.1:1",
                "[::1]",
                "[::1]:65535",
                "example.com",
                "EXAMPLE.com.",
                "ex_ample.com",
                "xn--4ca.com",
                "a-b.c",
                "7"
            })
    void a_valid_host_is_accepted(String host) throws IOException {
        String answer = exchange(home(), getFor(host) + last());

        assertThat(statuses(answer)).as(answer).containsExactly("200", "200");
    }

    @Test
    void http_1_0_needs_no_host() throws IOException {
        assertThat(statuses(exchange(home(), "GET " + path("health-check") + " HTTP/1.0\r\n\r\n")))
                .containsExactly("200");
    }

    @Test
    void a_host_that_the_application_rejects_gets_an_error_of_the_api() throws IOException {
        for (String host : new String[] {"a,b", "%00"}) {
            String answer = exchange(home(), getFor(host));

            assertThat(answer)
                    .contains("[\"bad_request\"]")
                    .containsIgnoringCase("Content-Type: application/json")
                    .containsIgnoringCase("X-Request-Id: ")
                    .containsIgnoringCase("Connection: close");
        }
    }

    @Test
    void the_location_of_a_crud_does_not_repeat_the_host_of_the_request() throws IOException {
        String answer = exchange(
                home(),
                post("1.1", "plain", "Content-Length: LENGTH").replace("Host: localhost", "Host: evil.example")
                        + last());

        assertThat(statuses(answer)).as(answer).containsExactly("200", "200");
        assertThat(answer).doesNotContain("evil.example").containsPattern("(?i)\r\nLocation: " + path("activities/"));
    }

    @Test
    void clear_text_http_2_is_off_in_the_containers_settings() throws IOException {
        String upgrade =
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n";
        URI server = CONTAINER_SETTINGS.uri();

        String upgraded = exchange(
                server,
                "GET /api/health-check HTTP/1.1\r\nHost: localhost\r\n" + upgrade + "\r\n"
                        + "GET /api/health-check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        String direct = firstBytes(server, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");

        assertThat(statuses(upgraded)).as(upgraded).startsWith("200").doesNotContain("101");
        assertThat(direct).as("no SETTINGS frame").isEqualTo("HTTP/");
    }

    /** As Java's HTTP client sends by default to a server on which clear-text HTTP/2 is off. Payara closes the connection afterwards. */
    @Test
    void a_body_with_an_upgrade_that_the_server_does_not_support_is_read() throws IOException {
        String upgrade = "Connection: Upgrade\r\nUpgrade: example";
        String answer = exchange(home(), post("1.1", "plain", "Content-Length: LENGTH", upgrade) + last());

        assertThat(statuses(answer)).as(answer).startsWith("200").containsOnly("200");
        assertThat(TestDatabase.run("SELECT count(*) FROM activities WHERE message = ?", message))
                .isEqualTo(1L);
    }

    /** If a server has clear-text HTTP/2 enabled, as WildFly does by default, the same code responds. */
    @Test
    void clear_text_http_2_is_answered_by_the_same_code() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(home().resolve("api/activities/home?limit=0"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("[\"limit_invalid\"]");
        assertThat(answer.headers().map()).containsKeys("x-request-id", "x-ratelimit-remaining", "x-frame-options");
    }

    private void assertNothingPosted() {
        assertThat(TestDatabase.run("SELECT count(*) FROM activities WHERE message = ?", message))
                .isEqualTo(0L);
    }

    private String path(String path) {
        return home().getPath() + "api/" + path;
    }

    private String head(String version, String... headers) {
        return "POST " + path("activities") + " HTTP/" + version
                + "\r\nHost: localhost\r\nContent-Type: application/json\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
    }

    private String post(String version, String kind, String... headers) {
        String chunked = Integer.toHexString(length) + "\r\n" + body + "\r\n0\r\n\r\n";
        String content = kind.equals("chunked") ? chunked : body;
        return head(version, headers).replace("LENGTH", String.valueOf(content.length())) + content;
    }

    private String getFor(String host) {
        return "GET " + path("health-check") + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    /** A request after which the server closes the connection. */
    private String last() {
        return "GET " + path("health-check") + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    private static List<String> statuses(String answer) {
        return STATUS.matcher(answer).results().map(match -> match.group(1)).toList();
    }

    /** Sends a request and returns the first five bytes that the server sends. */
    private static String firstBytes(URI server, String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.ISO_8859_1);
        }
    }

    /** Sends a request and returns all that the server sends until it closes the connection. */
    private static String exchange(URI server, String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
