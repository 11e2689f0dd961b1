package app.cruddur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;

/** Writes cruds and replies as one caller of {@link ConcurrencyIT} and reads each of them back immediately. */
final class ConcurrentActivities {

    private final ConcurrentClient client;
    private final String me;
    private final boolean oneNode;
    private final String popular;
    private int count;

    /**
     * @param me the caller's handle; no other caller writes as this user
     * @param oneNode whether there is one node, so that a guest sees a write immediately, even in a cached feed
     * @param popular the UUID of another user's crud
     */
    ConcurrentActivities(ConcurrentClient client, String me, boolean oneNode, String popular) {
        this.client = client;
        this.me = me;
        this.oneNode = oneNode;
        this.popular = popular;
    }

    void publishAndRead() {
        String message = message();
        ConcurrentRequest request = post(message, "1-hour");
        String uuid = created(client.expect(200, request), request, message);
        ConcurrentRequest read =
                ConcurrentRequest.of("GET /activities/{uuid}", uuid).as(reader());
        ConcurrentResponse crud = client.expect(200, read);
        client.check(isMine(crud.json(), uuid, message), read, crud, "another crud");
        expectInOwnFeed(uuid, true);
        ConcurrentRequest again = read.header("If-None-Match", crud.header("ETag"));
        ConcurrentResponse unchanged = client.expect(304, again);
        client.check(unchanged.body().length == 0, again, unchanged, "a body with 304");
    }

    void deleteAndExpectNotFound() {
        String message = message();
        ConcurrentRequest request = post(message, "1-day");
        String uuid = created(client.expect(200, request), request, message);
        ConcurrentRequest delete = ConcurrentRequest.of("DELETE /activities/{uuid}", uuid);
        client.expect(401, delete, "user_missing");
        client.expect(204, delete.as(me));
        client.expect(404, delete.as(me), "activity_not_found");
        client.expect(404, ConcurrentRequest.of("GET /activities/{uuid}", uuid).as(reader()), "activity_not_found");
        client.expect(404, ConcurrentRequest.of("GET /activities/{uuid}/replies", uuid), "activity_not_found");
        client.expect(
                404, ConcurrentRequest.of("PUT /activities/{uuid}/like", uuid).as(me), "activity_not_found");
        client.expect(404, replyTo(uuid, "Too late"), "activity_not_found");
        expectInOwnFeed(uuid, false);
    }

    void changeTimeToLive() {
        String message = message();
        ConcurrentRequest request = post(message, "1-hour");
        String uuid = created(client.expect(200, request), request, message);
        ConcurrentRequest change =
                ConcurrentRequest.of("PATCH /activities/{uuid}", uuid).body("{\"ttl\":\"P2D\"}");
        client.expect(401, change, "user_missing");
        ConcurrentResponse changed = client.expect(200, change.as(me));
        client.check(isMine(changed.json(), uuid, message), change, changed, "another crud");
        ConcurrentRequest read =
                ConcurrentRequest.of("GET /activities/{uuid}", uuid).as(reader());
        ConcurrentResponse crud = client.expect(200, read);
        boolean isChanged = crud.json().path("expires_at").equals(changed.json().path("expires_at"));
        client.check(isChanged, read, crud, "the former expiry");
        client.expect(422, change.as(me).body("{\"ttl\":\"PT1S\"}"), "ttl_invalid");
        ConcurrentRequest foreign = ConcurrentRequest.of("PATCH /activities/{uuid}", popular);
        client.expect(403, foreign.as(me).body("{\"ttl\":\"1-day\"}"), "not_the_author");
    }

    void replyAndRead() {
        String text = message();
        ConcurrentRequest post = post(text, "3-hours");
        String crud = created(client.expect(200, post), post, text);
        String answer = message();
        ConcurrentRequest request = replyTo(crud, answer);
        ConcurrentResponse response = client.expect(200, request);
        String uuid = created(response, request, answer);
        client.check(
                crud.equals(response.json().path("reply_to_activity_uuid").asText()),
                request,
                response,
                "another crud");
        ConcurrentRequest read =
                ConcurrentRequest.of("GET /activities/{uuid}/replies", crud).as(reader());
        ConcurrentResponse replies = client.expect(200, read);
        client.check(
                replies.json().size() == 1 && isMine(replies.json().path(0), uuid, answer),
                read,
                replies,
                "other replies");
        client.expect(422, replyTo(crud, " "), "message_blank");
        client.expect(404, replyTo(UUID.randomUUID().toString(), "To whom?"), "activity_not_found");
    }

    void repeatWithSameKey() {
        String message = message();
        String key = UUID.randomUUID().toString();
        ConcurrentRequest request = post(message, "7-days").header("Idempotency-Key", key);
        CompletableFuture<ConcurrentResponse> second =
                CompletableFuture.supplyAsync(() -> client.expect(200, request), task -> new Thread(task).start());
        ConcurrentResponse first = client.expect(200, request);
        String uuid = created(first, request, message);
        for (ConcurrentResponse repeated : new ConcurrentResponse[] {second.join(), client.expect(200, request)}) {
            client.check(uuid.equals(created(repeated, request, message)), request, repeated, "not crud " + uuid);
        }
        client.expect(422, post(message(), "7-days").header("Idempotency-Key", key), "idempotency_key_reused");
    }

    void sendInvalid() {
        client.expect(422, post(" ", "2-days"), "message_blank", "ttl_invalid");
        client.expect(422, post("x".repeat(281), ""), "message_exceed_max_chars", "ttl_blank");
        client.expect(422, post("\\u0007", "1-day"), "message_invalid_chars");
        ConcurrentRequest request = ConcurrentRequest.of("POST /activities").as(me);
        String unknown = "{\"user_handle\":\"nobody_here\",\"message\":\"\",\"ttl\":\"1-day\"}";
        client.expect(422, request.body(unknown), "user_not_found", "message_blank");
        String nameless = "{\"message\":\"By whom?\",\"ttl\":\"1-day\"}";
        client.expect(422, ConcurrentRequest.of("POST /activities").body(nameless), "user_handle_blank");
        client.expect(400, request.body("{\"message\":"), "json_malformed");
        client.expect(413, request.body("{\"message\":\"" + "x".repeat(17_000) + "\"}"), "body_too_large");
        client.expect(415, request.body("message").header("Content-Type", "text/plain"), "unsupported_media_type");
        client.expect(
                403, ConcurrentRequest.of("DELETE /activities/{uuid}", popular).as(me), "not_the_author");
    }

    private String message() {
        return "Post " + ++count + " of " + me;
    }

    private ConcurrentRequest post(String message, String ttl) {
        return ConcurrentRequest.of("POST /activities")
                .as(me)
                .body("{" + author() + "\"message\":\"" + message + "\",\"ttl\":\"" + ttl + "\"}");
    }

    private ConcurrentRequest replyTo(String uuid, String message) {
        return ConcurrentRequest.of("POST /activities/{uuid}/reply", uuid)
                .as(me)
                .body("{" + author() + "\"message\":\"" + message + "\"}");
    }

    /** Checks that the response belongs to the request and returns the UUID of the created crud. */
    private String created(ConcurrentResponse response, ConcurrentRequest request, String message) {
        String uuid = response.json().path("uuid").asText();
        client.check(isMine(response.json(), uuid, message), request, response, "another crud");
        client.check(
                String.valueOf(response.header("Location")).endsWith("/api/activities/" + uuid),
                request,
                response,
                "Location of another crud");
        return uuid;
    }

    private boolean isMine(JsonNode crud, String uuid, String message) {
        return crud.path("uuid").asText().equals(uuid)
                && crud.path("handle").asText().equals(me)
                && crud.path("message").asText().equals(message);
    }

    private void expectInOwnFeed(String uuid, boolean expected) {
        ConcurrentRequest feed =
                ConcurrentRequest.of("GET /activities/@{handle}", me).as(oneNode ? reader() : me);
        ConcurrentResponse response = client.expect(200, feed);
        boolean found = StreamSupport.stream(response.json().spliterator(), false)
                .anyMatch(crud -> crud.path("uuid").asText().equals(uuid));
        client.check(found == expected, feed, response, (expected ? "without " : "with ") + uuid);
    }

    /** The JSON member with the author, or, at random, nothing: the header names the caller, too. */
    private String author() {
        return ThreadLocalRandom.current().nextBoolean() ? "\"user_handle\":\"" + me + "\"," : "";
    }

    private String reader() {
        return ThreadLocalRandom.current().nextBoolean() ? me : null;
    }
}
