package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Programs;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node whose clock is two hours fast, by libfaketime; PostgreSQL's is right. */
class WrongClockIT extends ServerTest {

    private static final Pattern START = Pattern.compile("(?m)^process_start_time_seconds (\\S+)$");

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RunningServer.start(Map.of(
                "LD_PRELOAD", libfaketime().toString(),
                "FAKETIME", "+2h",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Without it, timed waits of the JVM return at once.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1",
                "CRUDDUR_METRICS", "open"));
        Matcher start = START.matcher(
                RawConnection.ask(server.uri(), "GET", "/api/metrics").text());
        assertThat(start.find()).isTrue();
        assertThat(Double.parseDouble(start.group(1)))
                .as("the clock of the node")
                .isGreaterThan(Instant.now().plus(Duration.ofHours(1)).getEpochSecond());
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public URI home() {
        return server.uri();
    }

    @Test
    void a_crud_and_its_replies_are_stamped_by_the_database() {
        Instant before = databaseClock();

        JsonObject crud = publish("bayko", "What time is it?", "1-hour");
        JsonObject reply = reply(crud.getString("uuid"), "andrewbrown", "PostgreSQL knows");

        Instant after = databaseClock();
        assertThat(time(crud, "created_at")).isBetween(before, after);
        assertThat(time(crud, "expires_at")).isEqualTo(time(crud, "created_at").plus(Duration.ofHours(1)));
        assertThat(time(reply, "created_at")).isBetween(time(crud, "created_at"), after);
        assertThat(time(reply, "expires_at")).isEqualTo(time(crud, "expires_at"));
    }

    @Test
    void a_crud_that_has_not_expired_for_the_database_can_be_deleted() {
        String path = "activities/" + insert("bayko", "Still there", "1 hour", "1 hour");

        Response response = as("bayko", path).delete();

        assertThat(response.getStatus()).isEqualTo(204);
    }

    private static Instant databaseClock() {
        return ((Timestamp) TestDatabase.run("SELECT clock_timestamp()")).toInstant();
    }

    private static Instant time(JsonObject activity, String member) {
        return OffsetDateTime.parse(activity.getString(member)).toInstant();
    }

    private static Path libfaketime() throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (Path directory : directories) {
                Path library = directory.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return library;
                }
            }
        }
        Programs.missing("libfaketime is not installed: apt-get install libfaketime");
        throw new AssertionError("not reached");
    }
}
