package app.cruddur.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.events.StreamIT;
import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Tests that cached feeds have the content of uncached ones, except that they may be stale for up to a second. */
class FeedCacheIT extends ServerTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    @Test
    void a_write_is_visible_to_all_at_once_on_the_node_that_made_it() {
        for (int i = 0; i < 30; i++) {
            homeFeed();
            String uuid = publish("bayko", "Write and read " + i, "1-hour").getString("uuid");
            assertThat(homeFeed()).contains(uuid);
            assertThat(body("activities/@bayko")).contains(uuid);
            as("bayko", "activities/" + uuid).delete();
            assertThat(homeFeed()).doesNotContain(uuid);
            assertThat(body("activities/@bayko")).doesNotContain(uuid);
        }
    }

    @Test
    void reposts_and_new_display_names_are_visible_at_once() {
        Person person = Person.join(this, "Renamed");
        String crud = publish(person.handle(), "Read my name", "1-hour").getString("uuid");
        body("activities/@andrewbrown");
        assertThat(homeFeed()).contains("\"Renamed\"");

        as("andrewbrown", "activities/" + crud + "/repost").put(Entity.json(""));
        assertThat(body("activities/@andrewbrown")).contains(crud);
        person.put("users/me", json("display_name", "Renamed again", "bio", ""));
        assertThat(homeFeed()).contains("\"Renamed again\"");
    }

    @Test
    void a_crud_inserted_by_sql_appears_and_expires_within_a_second() {
        homeFeed();
        UUID crud = insert("bayko", "Past the server", "0 seconds", "3 seconds");
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();

        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMillis(1500))
                .until(() -> homeFeed().contains(crud.toString()));
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(4))
                .until(() -> !homeFeed().contains(crud.toString()));
        assertThat(System.nanoTime() - end).isLessThan(ONE_SECOND.toNanos());
    }

    @Test
    void concurrent_requests_of_guests_and_signed_in_readers_share_a_database_read() throws Exception {
        List<Callable<String>> reads = new ArrayList<>(Collections.nCopies(16, this::homeFeed));
        for (String reader : List.of("andrewbrown", "bayko")) {
            reads.addAll(
                    Collections.nCopies(8, () -> as(reader, "activities/home").get(String.class)));
        }
        atOnce(reads);
        TestDatabase.run("SELECT pg_sleep(2)");
        long before = feedReads();
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            atOnce(reads);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;

        // PostgreSQL reports a connection's scans at most once a second, and the rest after the connection has been
        // idle for ten.
        await().atMost(Duration.ofSeconds(20)).until(() -> feedReads() > before);
        assertThat(feedReads() - before).isLessThanOrEqualTo(20 + 10 * seconds).isLessThan(300);
    }

    @Test
    void without_a_listener_a_feed_is_stale_for_at_most_a_second() {
        for (int i = 0; i < 5; i++) {
            homeFeed();
            assertThat(StreamIT.killListeners()).isPositive();
            UUID crud = insert("bayko", "Without an event", "0 seconds", "1 hour");
            // One second, plus the time of the requests.
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMillis(1500))
                    .until(() -> homeFeed().contains(crud.toString()));
            await().until(() -> (Long) TestDatabase.run(
                            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'cruddur-listener'")
                    > 0);
        }
    }

    @Test
    void the_liked_flag_belongs_to_the_signed_in_user() {
        String crud = publish("bayko", "Mine or yours?", "1-hour").getString("uuid");
        as("andrewbrown", "activities/" + crud + "/like").put(Entity.json(""));
        homeFeed();

        assertThat(liked("andrewbrown", crud)).isTrue();
        assertThat(liked("bayko", crud)).isFalse();
        assertThat(homeFeed()).doesNotContain("\"liked\"");
    }

    @Test
    void a_gzip_response_has_its_own_entity_tag() throws Exception {
        // Retried: a crud that expires between two of these requests changes the tag.
        await().ignoreExceptions().untilAsserted(() -> {
            var plain = raw("identity", null);
            var gzip = raw("gzip, deflate, br", null);
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(gzip.headers().allValues("Vary").toString()).contains("Accept-Encoding");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                    .isEqualTo(plain.body());

            String tag = gzip.headers().firstValue("ETag").orElseThrow();
            assertThat(tag).isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
            assertThat(raw("gzip", tag).statusCode()).isEqualTo(304);
            assertThat(raw("gzip;q=0", null).headers().firstValue("Content-Encoding"))
                    .isEmpty();
        });
    }

    @Test
    void the_next_page_follows_the_cached_one() {
        Response first = get("activities/home");
        Response next = client().target(home().resolve(first.getLink("next").getUri()))
                .request()
                .get();

        List<String> cached =
                array(first).getValuesAs(each -> each.asJsonObject().getString("uuid"));
        List<String> following =
                array(next).getValuesAs(each -> each.asJsonObject().getString("uuid"));
        assertThat(following).hasSize(20).doesNotContainAnyElementsOf(cached);
    }

    @Test
    void the_cache_filter_and_jax_rs_return_the_same_response() {
        // Retried: a crud that expires between two of these requests changes the page.
        await().ignoreExceptions().untilAsserted(() -> {
            URI next = get("activities/home").getLink("next").getUri();
            for (String page :
                    List.of("activities/home", next.toString(), "activities/@bayko", "activities/@missing")) {
                for (Map<String, String> headers : List.of(
                        Map.of("Origin", "http://localhost:3000"),
                        Map.of("X-Cruddur-User", "bayko"),
                        Map.of("X-Cruddur-User", "bayko", "Accept-Encoding", "gzip"))) {
                    var fromFilter = accepting("*/*", page, headers);
                    var fromJaxRs = accepting("application/json;q=0.9", page, headers);
                    assertThat(fromFilter.statusCode())
                            .isEqualTo(fromJaxRs.statusCode())
                            .isEqualTo(page.endsWith("missing") ? 404 : 200);
                    assertThat(fromFilter.body()).isEqualTo(fromJaxRs.body());
                    assertThat(comparableHeaders(fromFilter)).isEqualTo(comparableHeaders(fromJaxRs));
                }
            }
        });
    }

    private HttpResponse<byte[]> accepting(String types, String page, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(home().resolve("api/").resolve(page)).header("Accept", types);
        headers.forEach(request::header);
        return HttpClient.newBuilder().build().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The response headers, except those that the server adds itself and those that differ between requests. */
    private static Map<String, Set<String>> comparableHeaders(HttpResponse<?> answer) {
        Map<String, Set<String>> comparableHeaders = new TreeMap<>();
        answer.headers()
                .map()
                .forEach((name, values) -> comparableHeaders.put(
                        name,
                        values.stream()
                                .flatMap(value -> Stream.of(value.split(", *")))
                                .collect(Collectors.toSet())));
        comparableHeaders
                .keySet()
                .removeIf(name -> name.matches(
                        "(?i)date|connection|keep-alive|transfer-encoding|content-length|x-request-id|x-ratelimit-.*"));
        return comparableHeaders;
    }

    private static long feedReads() {
        return (Long) TestDatabase.run(
                "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'activities_home_idx'");
    }

    private boolean liked(String reader, String uuid) {
        return array(as(reader, "activities/home").get()).stream()
                .map(each -> each.asJsonObject())
                .filter(each -> each.getString("uuid").equals(uuid))
                .findFirst()
                .orElseThrow()
                .getBoolean("liked");
    }

    private HttpResponse<byte[]> raw(String encoding, String tag) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(home().resolve("api/activities/home")).header("Accept-Encoding", encoding);
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String homeFeed() {
        return body("activities/home");
    }

    private String body(String path) {
        return get(path).readEntity(String.class);
    }
}
