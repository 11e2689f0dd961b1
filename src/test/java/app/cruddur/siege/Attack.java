package app.cruddur.siege;

import app.cruddur.support.RawSocket;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What one guest does to a node. Each round opens connections or sends requests; what it opened stays open until the next round. */
enum Attack {

    /** 120 connections that ask for the largest file and for pages of the API, and read nothing (issue 16, number 1). */
    FILES(15) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 120; i++) {
                RawSocket client = keep(open, new RawSocket(server, ADDRESS, RECEIVE_BUFFER));
                for (int j = 0; j < 4; j++) {
                    client.get("/docs/swagger-ui-bundle.js").get("/api/activities/home?limit=100");
                }
            }
        }
    },

    /** 600 streams that resume after ids that the node does not know (number 2). */
    UNKNOWN_EVENT_IDS(20) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 600; i++) {
                long id = ThreadLocalRandom.current().nextLong(100_000_000_000L, 100_000_000_000_000_000L);
                keep(open, new RawSocket(server, ADDRESS, RECEIVE_BUFFER)).get(STREAM, "Last-Event-ID: " + id);
            }
        }
    },

    /** Ten Authorization headers a second that cost a quadratic regular expression much time (number 3). */
    AUTHORIZATION_HEADERS(1) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 10; i++) {
                keep(open, new RawSocket(server, ADDRESS))
                        .get("/api/activities/home", "Authorization: Bearer" + " ".repeat(7_600) + "x y");
            }
        }
    },

    /** Streams that missed all that has happened (number 4). */
    RESUMED_STREAMS(10) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 50; i++) {
                keep(open, new RawSocket(server, ADDRESS, RECEIVE_BUFFER)).get(STREAM, "Last-Event-ID: 1");
            }
        }
    },

    /** As many streams as a node has (number 5). */
    ALL_STREAMS(30) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 2_200; i++) {
                keep(open, new RawSocket(server, ADDRESS)).get(STREAM);
            }
        }
    },

    /** 184 bodies that do not arrive, and some that are broken off (number 6). */
    BODIES(5) {
        @Override
        void run(URI server, List<RawSocket> open) throws IOException {
            for (int i = 0; i < 200; i++) {
                RawSocket client = keep(open, new RawSocket(server, ADDRESS));
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
    private static final int RECEIVE_BUFFER = 2048;

    private final int periodSeconds;

    Attack(int periodSeconds) {
        this.periodSeconds = periodSeconds;
    }

    /** One round. */
    abstract void run(URI server, List<RawSocket> open) throws IOException;

    int periodSeconds() {
        return periodSeconds;
    }

    private static RawSocket keep(List<RawSocket> open, RawSocket client) {
        open.add(client);
        return client;
    }

    /** Goes on until its thread is interrupted, and closes what it opened. */
    void repeat(URI server) {
        List<RawSocket> open = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                close(open);
                try {
                    run(server, open);
                } catch (IOException e) {
                    // The node closed a connection, or takes no more: that is its right.
                }
                Thread.sleep(periodSeconds * 1_000L);
            }
        } catch (InterruptedException e) {
            // It is over.
        } finally {
            close(open);
        }
    }

    private static void close(List<RawSocket> open) {
        for (RawSocket client : open) {
            try {
                client.close();
            } catch (IOException e) {
                // It was closed.
            }
        }
        open.clear();
    }
}
