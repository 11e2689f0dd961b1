package app.cruddur.siege;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;

/** A caller with its own address that sends two requests per second on average: reads of pages and files, and every twentieth a new crud. */
final class OrdinaryCaller {

    private static final String[] READS = {
        "/",
        "/api/activities/home",
        "/favicon.svg",
        "/api/activities/trends",
        "/api/health-check",
        "/api/activities/home"
    };

    /** The outcome of a request for the caller; {@code status} is 0 if the server closed the connection without a response. */
    record Seen(String request, int status, long millis) {}

    private final URI server;
    private final String address;
    private final Collection<Seen> seen;

    OrdinaryCaller(URI server, String address, Collection<Seen> seen) {
        this.server = server;
        this.address = address;
        this.seen = seen;
    }

    /** Sends requests until the thread is interrupted. */
    void work() {
        try (RawConnection connection = new RawConnection(server, address)) {
            for (int i = ThreadLocalRandom.current().nextInt(20); ; i++) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(1_000));
                seen.add(i % 20 == 0 ? post(connection) : read(connection, READS[i % READS.length]));
            }
        } catch (InterruptedException | IOException e) {
            // The caller stops.
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
