package app.cruddur.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.RawStream;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers that come back after they missed more than one read of the log, or one buffer, holds. */
class StreamResumeIT extends ServerTest {

    private static final String MESSAGE = "Large, from StreamResumeIT";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @AfterEach
    void delete_what_is_large() {
        TestDatabase.run("DELETE FROM activities WHERE message = ?", MESSAGE);
    }

    @Test
    void three_thousand_missed_events_come_once_and_in_order() throws Exception {
        long before = position();
        publishEvents("delete", "SELECT gen_random_uuid() FROM generate_series(1, 3000)");
        awaitPosition(before + 3000);

        try (StreamReader stream = StreamReader.open(home(), String.valueOf(before))) {
            await().atMost(LIMIT).until(() -> deletes(stream).size() >= 3000);
            UUID last = (UUID) TestDatabase.run("SELECT gen_random_uuid()");
            publishEvents("delete", "SELECT '" + last + "'::uuid");
            await().atMost(LIMIT)
                    .until(() -> !stream.events("delete", last.toString()).isEmpty());

            List<StreamReader.Event> events = deletes(stream);
            assertThat(events).extracting(event -> Long.valueOf(event.id())).isSorted();
            assertThat(events).extracting(StreamReader.Event::uuid).doesNotHaveDuplicates();
            assertThat(events).hasSize(3001);
        }
    }

    @Test
    void a_slow_reader_resumes_more_than_a_stream_may_buffer() throws Exception {
        long before = position();
        Set<String> missed = insertLarge(80);
        publishEvents("update", "SELECT uuid FROM activities WHERE message = '" + MESSAGE + "'");
        awaitPosition(before + 80);

        try (RawStream stream = new RawStream(home(), "127.0.0.1", String.valueOf(before))) {
            assertThat(stream.status()).isEqualTo(200);
            read(stream, missed);
            UUID next = (UUID) TestDatabase.run("SELECT gen_random_uuid()");
            publishEvents("delete", "SELECT '" + next + "'::uuid");
            read(stream, new HashSet<>(Set.of(next.toString())));
        }
    }

    /** Reads events until all of these activities came. */
    private static void read(RawStream stream, Set<String> awaited) throws IOException {
        long start = System.nanoTime();
        while (!awaited.isEmpty()) {
            assertThat(System.nanoTime() - start).as("Still to come: %s", awaited).isLessThan(LIMIT.toNanos());
            String line = stream.line();
            assertThat(line)
                    .as("The server ended the stream; still to come: %s", awaited)
                    .isNotNull();
            if (line.startsWith("data: ")) {
                awaited.removeIf(line::contains);
            }
        }
    }

    /** Cruds of some 14 KB, with their replies. */
    static Set<String> insertLarge(int count) {
        List<UUID> cruds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cruds.add(insert("bayko", MESSAGE, "0 seconds", "1 hour"));
        }
        TestDatabase.run(
                """
                INSERT INTO activities (user_uuid, message, reply_to_activity_uuid, expires_at)
                SELECT user_uuid, repeat('\uD83D\uDD25', 1024), uuid, expires_at
                FROM activities, generate_series(1, 3)
                WHERE message = ?""",
                MESSAGE);
        TestDatabase.run("UPDATE activities SET replies_count = 3 WHERE message = ?", MESSAGE);
        Set<String> uuids = new HashSet<>();
        cruds.forEach(uuid -> uuids.add(uuid.toString()));
        return uuids;
    }

    private static List<StreamReader.Event> deletes(StreamReader stream) {
        return stream.events().stream()
                .filter(event -> event.name().equals("delete"))
                .toList();
    }

    static long position() {
        return (Long) TestDatabase.run("SELECT COALESCE(max(id), 0) FROM activity_events");
    }

    static void publishEvents(String kind, String uuids) {
        TestDatabase.run("SELECT 1 FROM (SELECT array_agg(uuid) AS uuids FROM (" + uuids
                + ") AS one (uuid)) AS all_uuids, LATERAL tell_of_activities("
                + "array_fill('" + kind + "'::text, ARRAY[cardinality(uuids)]), uuids)");
    }

    /** Waits until the server has broadcast everything up to an id, so that a stream with an older one has to resume. */
    private void awaitPosition(long id) {
        await().atMost(LIMIT).until(() -> {
            try (StreamReader stream = StreamReader.open(home())) {
                await().until(() -> stream.lastId() != null);
                return Long.parseLong(stream.lastId()) >= id;
            }
        });
    }
}
