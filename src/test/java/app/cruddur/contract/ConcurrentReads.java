package app.cruddur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads of one caller of {@link ConcurrencyIT}, at random as a guest or signed in. */
final class ConcurrentReads {

    private static final Pattern NEXT_LINK = Pattern.compile("\\?([^>]*)>; rel=\"next\"");

    private final ConcurrentClient client;
    private final String me;
    private final List<String> people;

    ConcurrentReads(ConcurrentClient client, String me, List<String> people) {
        this.client = client;
        this.me = me;
        this.people = people;
    }

    void home() {
        ConcurrentRequest request = ConcurrentRequest.of("GET /activities/home").as(reader());
        ConcurrentResponse first = client.expect(200, request);
        String last = checkOrder(request, first, "9999");
        Matcher next = NEXT_LINK.matcher(String.valueOf(first.header("Link")));
        if (next.find()) {
            ConcurrentRequest more = request.query(next.group(1));
            checkOrder(more, client.expect(200, more), last);
        }
        client.expect(422, request.query("cursor=MQ"), "cursor_invalid");
        client.expect(422, request.query("limit=0&cursor=~"), "cursor_invalid", "limit_invalid");
    }

    void userFeed() {
        String handle = people.get(ThreadLocalRandom.current().nextInt(people.size()));
        ConcurrentRequest request =
                ConcurrentRequest.of("GET /activities/@{handle}", handle).as(reader());
        ConcurrentResponse response = client.expect(200, request);
        for (JsonNode crud : response.json()) {
            String by = crud.path("reposted_by").asText("null");
            String owner = by.equals("null") ? crud.path("handle").asText() : by;
            client.check(owner.equals(handle), request, response, "another person's feed");
        }
    }

    /** Requests a handle that is the same for all callers within 20 ms, so that they share one database read. */
    void unknownUser() {
        String unknownHandle = "nobody_" + System.nanoTime() / 20_000_000;
        ConcurrentRequest request =
                ConcurrentRequest.of("GET /activities/@{handle}", unknownHandle).as(reader());
        for (int i = 0; i < 5; i++) {
            client.expect(404, request, "user_not_found");
        }
    }

    void profiles() {
        String handle = people.get(ThreadLocalRandom.current().nextInt(people.size()));
        for (String operation : List.of("GET /users/@{handle}", "GET /users/@{handle}/short")) {
            ConcurrentRequest request = ConcurrentRequest.of(operation, handle).as(reader());
            ConcurrentResponse response = client.expect(200, request);
            client.check(response.json().path("handle").asText().equals(handle), request, response, "another person");
            client.expect(404, ConcurrentRequest.of(operation, "no_" + handle.substring(3)), "user_not_found");
        }
        ConcurrentRequest atom = ConcurrentRequest.of("GET /users/@{handle}/feed.atom", handle);
        ConcurrentResponse feed = client.expect(200, atom);
        client.check(feed.text().contains("(@" + handle + ")</title>"), atom, feed, "another person's feed");
    }

    void ownProfile() {
        String name = "Name " + ThreadLocalRandom.current().nextInt(1_000_000);
        ConcurrentRequest request = ConcurrentRequest.of("PUT /users/me").body("{\"display_name\":\"" + name + "\"}");
        client.expect(401, request, "user_missing");
        ConcurrentResponse response = client.expect(200, request.as(me));
        checkName(request.as(me), response, name);
        ConcurrentRequest own = ConcurrentRequest.of("GET /users/me").as(me);
        checkName(own, client.expect(200, own), name);
        ConcurrentRequest export = ConcurrentRequest.of("GET /users/me/export").as(me);
        ConcurrentResponse exported = client.expect(200, export);
        client.check(
                exported.json().at("/profile/handle").asText().equals(me), export, exported, "another person's export");
        ConcurrentRequest read =
                ConcurrentRequest.of("GET /users/@{handle}/short", me).as(reader());
        checkName(read, client.expect(200, read), name);
        client.expect(422, request.as(me).body("{\"display_name\":\"\\t\"}"), "display_name_blank");
    }

    void session() {
        String reader = reader();
        ConcurrentRequest request = ConcurrentRequest.of("GET /session").as(reader);
        ConcurrentResponse response = client.expect(200, request);
        boolean right = reader == null
                ? response.json().path("user").isNull()
                : response.json().path("user").path("handle").asText().equals(reader);
        client.check(right, request, response, "another caller");
        ConcurrentRequest health = ConcurrentRequest.of("GET /health-check").as(reader);
        ConcurrentResponse healthy = client.expect(200, health);
        client.check(healthy.json().path("success").asBoolean(), health, healthy, "another body");
    }

    void lists() {
        expectMembers(ConcurrentRequest.of("GET /activities/trends"), "tag");
        expectMembers(ConcurrentRequest.of("GET /users"), "display_name");
        client.expect(422, ConcurrentRequest.of("GET /users").query("limit=101"), "limit_invalid");
        client.expect(422, ConcurrentRequest.of("GET /activities/trends").query("limit=x"), "limit_invalid");
        ConcurrentRequest search =
                ConcurrentRequest.of("GET /activities/search").as(reader());
        expectMembers(search.query("term=Post"), "rank");
        client.expect(422, search, "search_term_blank");
        client.expect(422, search.query("term=" + "x".repeat(101)), "search_term_exceed_max_chars");
        ConcurrentRequest notifications = ConcurrentRequest.of("GET /activities/notifications");
        expectMembers(notifications.as(me), "message");
        client.expect(401, notifications, "user_missing");
        expectMembers(ConcurrentRequest.of("GET /activities/expiring").as(me), "expires_at");
        client.expect(
                200, ConcurrentRequest.of("GET /activities/notifications/read").as(me));
        ConcurrentRequest markAsRead = ConcurrentRequest.of("PUT /activities/notifications/read")
                .as(me)
                .body("{\"read_at\":\"2026-11-28T12:00:00Z\"}");
        client.expect(200, markAsRead);
        client.expect(422, markAsRead.body("{}"), "read_at_invalid");
    }

    void sendToWrongPaths() {
        client.expect(404, ConcurrentRequest.of("GET /nowhere").as(reader()), "not_found");
        client.expect(404, ConcurrentRequest.of("GET /activities/{uuid}", "no-uuid"), "activity_not_found");
        ConcurrentRequest wrong = ConcurrentRequest.of("POST /health-check").as(reader());
        ConcurrentResponse response = client.expect(405, wrong, "method_not_allowed");
        client.check(String.valueOf(response.header("Allow")).contains("GET"), wrong, response, "Allow");
        client.expect(406, ConcurrentRequest.of("GET /health-check").header("Accept", "text/html"), "not_acceptable");
        client.readStream(ConcurrentRequest.of("GET /activities/stream"));
        client.expect(405, ConcurrentRequest.of("PUT /activities/stream"), "method_not_allowed");
    }

    private void expectMembers(ConcurrentRequest request, String member) {
        ConcurrentResponse response = client.expect(200, request);
        boolean right = response.json().isArray();
        for (JsonNode each : response.json()) {
            right &= each.has(member);
        }
        client.check(right, request, response, "another list");
    }

    /** Checks that the cruds are ordered newest first and not newer than {@code before}; returns the creation time of the last one. */
    private String checkOrder(ConcurrentRequest request, ConcurrentResponse response, String before) {
        String last = before;
        boolean ordered = response.json().isArray();
        for (JsonNode crud : response.json()) {
            String created = crud.path("created_at").asText("~");
            ordered &= created.compareTo(last) <= 0;
            last = created;
        }
        client.check(ordered, request, response, "not the page after " + before);
        return last;
    }

    private void checkName(ConcurrentRequest request, ConcurrentResponse response, String name) {
        boolean right = response.json().path("handle").asText().equals(me)
                && response.json().path("display_name").asText().equals(name);
        client.check(right, request, response, "not named " + name);
    }

    private String reader() {
        return ThreadLocalRandom.current().nextBoolean() ? me : null;
    }
}
