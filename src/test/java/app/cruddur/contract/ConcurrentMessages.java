package app.cruddur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** Sends messages from one caller of {@link ConcurrencyIT} to another and reads them back. */
final class ConcurrentMessages {

    private final ConcurrentClient client;
    private final String me;
    private final String partner;
    private final String stranger;
    private int count;

    /** @param stranger the handle of a user who is not a member of the conversation */
    ConcurrentMessages(ConcurrentClient client, String me, String partner, String stranger) {
        this.client = client;
        this.me = me;
        this.partner = partner;
        this.stranger = stranger;
    }

    void sendAndRead() {
        String text = "Message " + ++count + " of " + me;
        ConcurrentRequest send = post(partner, text);
        client.expect(401, send, "user_missing");
        ConcurrentResponse sent = client.expect(200, send.as(me));
        client.check(isMine(sent.json(), text), send.as(me), sent, "another message");
        String group = sent.json().path("message_group_uuid").asText();
        ConcurrentRequest read = ConcurrentRequest.of("GET /messages/{message_group_uuid}", group);
        client.expect(401, read, "user_missing");
        client.expect(404, read.as(stranger), "message_group_not_found");
        for (ConcurrentRequest request : new ConcurrentRequest[] {
            read.as(me),
            ConcurrentRequest.of("GET /messages/@{handle}", partner).as(me)
        }) {
            ConcurrentResponse messages = client.expect(200, request);
            client.check(isMine(messages.json().path(0), text), request, messages, "another conversation");
        }
        ConcurrentRequest groups = ConcurrentRequest.of("GET /message_groups");
        client.expect(401, groups, "user_missing");
        ConcurrentResponse conversations = client.expect(200, groups.as(me));
        client.check(conversations.text().contains(group), groups.as(me), conversations, "without " + group);
    }

    void changeTimeToLive() {
        ConcurrentResponse sent = client.expect(
                200, post(partner, "Message " + ++count + " of " + me).as(me));
        ConcurrentRequest change = ConcurrentRequest.of(
                        "PUT /message_groups/{message_group_uuid}",
                        sent.json().path("message_group_uuid").asText())
                .body("{\"ttl\":\"" + (count % 2 == 0 ? "30-days" : "P2D") + "\"}");
        client.expect(401, change, "user_missing");
        client.expect(404, change.as(stranger), "message_group_not_found");
        ConcurrentRequest read = ConcurrentRequest.of("GET /message_groups/@{handle}", partner);
        client.expect(401, read, "user_missing");
        for (ConcurrentRequest request : new ConcurrentRequest[] {change.as(me), read.as(me)}) {
            ConcurrentResponse settings = client.expect(200, request);
            client.check(
                    settings.json().path("handle").asText().equals(partner), request, settings, "another conversation");
        }
    }

    void sendInvalid() {
        client.expect(422, post("nobody_here", "").as(me), "message_blank", "user_receiver_not_found");
        client.expect(422, post(me, "To myself").as(me), "user_receiver_is_self");
        client.expect(422, post("", "Without a receiver").as(me), "user_receiver_handle_blank");
        client.expect(400, ConcurrentRequest.of("POST /messages").as(me).body("[]"), "json_malformed");
        client.expect(
                404,
                ConcurrentRequest.of("GET /messages/@{handle}", "nobody_here").as(me),
                "user_not_found");
        ConcurrentRequest missing = ConcurrentRequest.of(
                "GET /messages/{message_group_uuid}", UUID.randomUUID().toString());
        client.expect(404, missing.as(me), "message_group_not_found");
    }

    private static ConcurrentRequest post(String receiver, String text) {
        return ConcurrentRequest.of("POST /messages")
                .body("{\"user_receiver_handle\":\"" + receiver + "\",\"message\":\"" + text + "\"}");
    }

    private boolean isMine(JsonNode message, String text) {
        return message.path("handle").asText().equals(me)
                && message.path("message").asText().equals(text);
    }
}
