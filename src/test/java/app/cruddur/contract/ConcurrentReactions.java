package app.cruddur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ThreadLocalRandom;

/** The likes and reposts of one caller of {@link ConcurrencyIT}, all of the same crud. */
final class ConcurrentReactions {

    private final ConcurrentClient client;
    private final String me;
    private final String popular;
    private boolean likes;
    private boolean reposts;

    /** @param popular a crud that all callers like and repost */
    ConcurrentReactions(ConcurrentClient client, String me, String popular) {
        this.client = client;
        this.me = me;
        this.popular = popular;
    }

    /** Whether the caller likes the crud after the last request. */
    boolean likes() {
        return likes;
    }

    boolean reposts() {
        return reposts;
    }

    void react() {
        boolean like = ThreadLocalRandom.current().nextBoolean();
        String what = like ? "like" : "repost";
        boolean wanted = ThreadLocalRandom.current().nextBoolean();
        ConcurrentRequest request =
                ConcurrentRequest.of((wanted ? "PUT" : "DELETE") + " /activities/{uuid}/" + what, popular);
        client.expect(401, request, "user_missing");
        for (int i = 0; i < 2; i++) {
            ConcurrentResponse response = client.expect(200, request.as(me));
            JsonNode json = response.json();
            client.check(
                    json.path(like ? "liked" : "reposted").asBoolean() == wanted
                            && json.path(what + "s_count").asInt(-1) >= (wanted ? 1 : 0),
                    request.as(me),
                    response,
                    "another person's " + what);
        }
        if (like) {
            likes = wanted;
        } else {
            reposts = wanted;
        }
    }
}
