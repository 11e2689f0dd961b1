package app.cruddur.siege;

import app.cruddur.support.RawSocket;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** An attack by one guest on a node. Each round opens connections and sends requests; the connections stay open until the next round. */
enum Attack {

    /** 120 connections that request the largest file and pages of the API, and read nothing (issue 16, number 1). */
    FILES(15) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 120; i++) {
                RawSocket client = addTo(open, new RawSocket(server, ADDRESS, RECEIVE_BUFFER_BYTES));
                for (int j = 0; j < 4; j++) {
                    client.get("/docs/swagger-ui-bundle.js").get("/api/activities/home?limit=100");
                }
            }
        }
    },

    /** 600 streams that resume after event ids that do not exist (number 2). */
    UNKNOWN_EVENT_IDS(20) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 600; i++) {
                long id = ThreadLocalRandom.current().nextLong(100_000_000_000L, 100_000_000_000_000_000L);
                addTo(open, new RawSocket(server, ADDRESS, RECEIVE_BUFFER_BYTES))
                        .get(STREAM, "Last-Event-ID: " + id);
            }
        }
    },

    /** Ten Authorization headers per second for which a quadratic regular expression takes long (number 3). */
    AUTHORIZATION_HEADERS(1) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 10; i++) {
                addTo(open, new RawSocket(server, ADDRESS))
                        .get("/api/activities/home", "Authorization: Bearer" + " ".repeat(7_600) + "x y");
            }
        }
    },

    /** 50 streams that resume after the first event and have missed all others (number 4). */
    RESUMED_STREAMS(10) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 50; i++) {
                addTo(open, new RawSocket(server, ADDRESS, RECEIVE_BUFFER_BYTES))
                        .get(STREAM, "Last-Event-ID: 1");
            }
        }
    },

    /** 2,200 streams, more than a node allows (number 5). */
    ALL_STREAMS(30) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 2_200; i++) {
                addTo(open, new RawSocket(server, ADDRESS)).get(STREAM);
            }
        }
    },

    /** 200 request bodies that never arrive completely; the client aborts every twelfth (number 6). */
    BODIES(5) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 200; i++) {
                RawSocket client = addTo(open, new RawSocket(server, ADDRESS));
                client.post("/api/activities", "X-Cruddur-User: bayko", "Content-Length: 100")
                        .send("{\"message\":");
                if (i % 12 == 0) {
                    client.abort();
                }
            }
        }
    };

    private static final String ADDRESS = "127.0.66.66";
    private static final String STREAM = "/api/activities/stream";
    private static final int RECEIVE_BUFFER_BYTES = 2048;

    private final int periodSeconds;

    Attack(int periodSeconds) {
        this.periodSeconds = periodSeconds;
    }

    /** Runs one round and adds the connections to {@code open}. */
    abstract void run(URI server, List<RawSocket> open) throws IOException;

    int periodSeconds() {
        return periodSeconds;
    }

    private static RawSocket addTo(List<RawSocket> open, RawSocket client) {
        open.add(client);
        return client;
    }

    /** Runs rounds until the thread is interrupted, then closes all connections. */
    void repeat(URI server) {
        List<RawSocket> open = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                close(open);
                try {
                    run(server, open);
                } catch (IOException e) {
                    // Expected: the node closed a connection or accepts no more.
                }
                Thread.sleep(periodSeconds * 1_000L);
            }
        } catch (InterruptedException e) {
            // The test ended the attack.
        } finally {
            close(open);
        }
    }

    private static void close(List<RawSocket> open) {
        for (RawSocket client : open) {
            try {
                client.close();
            } catch (IOException e) {
                // Already closed.
            }
        }
        open.clear();
    }
}
