package app.cruddur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ThreadLocalRandom;

/** Likes and reposts of one caller of {@link ConcurrencyIT}, all of the same crud. */
final class ConcurrentReactions {

    private final ConcurrentClient client;
    private final String me;
    private final String popular;
    private final String author;
    private final boolean oneNode;
    private boolean likes;
    private boolean reposts;

    /**
     * @param popular the UUID of a crud that all callers like and repost
     * @param author the handle of its author, who has no other crud
     * @param oneNode whether there is one node, so that a reader sees their like immediately, even in a cached feed
     */
    ConcurrentReactions(ConcurrentClient client, String me, String popular, String author, boolean oneNode) {
        this.client = client;
        this.me = me;
        this.popular = popular;
        this.author = author;
        this.oneNode = oneNode;
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
        String reaction = like ? "like" : "repost";
        boolean wanted = ThreadLocalRandom.current().nextBoolean();
        ConcurrentRequest request =
                ConcurrentRequest.of((wanted ? "PUT" : "DELETE") + " /activities/{uuid}/" + reaction, popular);
        client.expect(401, request, "user_missing");
        for (int i = 0; i < 2; i++) {
            ConcurrentResponse response = client.expect(200, request.as(me));
            JsonNode json = response.json();
            client.check(
                    json.path(like ? "liked" : "reposted").asBoolean() == wanted
                            && json.path(reaction + "s_count").asInt(-1) >= (wanted ? 1 : 0),
                    request.as(me),
                    response,
                    "another person's " + reaction);
        }
        if (like) {
            likes = wanted;
        } else {
            reposts = wanted;
        }
        if (oneNode) {
            expectOwnFlagsInFeed();
        }
    }

    private void expectOwnFlagsInFeed() {
        ConcurrentRequest feed =
                ConcurrentRequest.of("GET /activities/@{handle}", author).as(me);
        ConcurrentResponse response = client.expect(200, feed);
        JsonNode crud = response.json().path(0);
        client.check(
                crud.path("uuid").asText().equals(popular)
                        && crud.path("liked").asBoolean(!likes) == likes
                        && crud.path("reposted").asBoolean(!reposts) == reposts,
                feed,
                response,
                "another reader's flags: expected " + likes + " " + reposts);
    }
}
