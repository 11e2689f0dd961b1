package app.cruddur.siege;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody who reads two pages or files a second and now and then posts a crud, from an address of their own. */
final class OrdinaryCaller {

    private static final String[] READS = {
        "/",
        "/api/activities/home",
        "/favicon.svg",
        "/api/activities/trends",
        "/api/health-check",
        "/api/activities/home"
    };

    /** One request as its caller saw it; {@code status} is 0 when the connection broke. */
    record Seen(String request, int status, long millis) {}

    private final URI server;
    private final String address;
    private final Collection<Seen> seen;

    OrdinaryCaller(URI server, String address, Collection<Seen> seen) {
        this.server = server;
        this.address = address;
        this.seen = seen;
    }

    /** Goes on until its thread is interrupted. */
    void work() {
        try (RawConnection connection = new RawConnection(server, address)) {
            for (int i = ThreadLocalRandom.current().nextInt(20); ; i++) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(1_000));
                seen.add(i % 20 == 0 ? post(connection) : read(connection, READS[i % READS.length]));
            }
        } catch (InterruptedException | IOException e) {
            // It is over.
        }
    }

    private static Seen read(RawConnection connection, String target) throws IOException {
        long start = System.nanoTime();
        Answer answer = connection.send("GET", target, new byte[0]);
        return seen("GET " + target, answer, start);
    }

    private static Seen post(RawConnection connection) throws IOException {
        byte[] crud = "{\"user_handle\":\"andrewbrown\",\"message\":\"Under siege\",\"ttl\":\"1-hour\"}"
                .getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        Answer answer = connection.send("POST", "/api/activities", crud, "Content-Type: application/json");
        return seen("POST /api/activities", answer, start);
    }

    private static Seen seen(String request, Answer answer, long start) {
        return new Seen(request, answer.status(), (System.nanoTime() - start) / 1_000_000);
    }
}
