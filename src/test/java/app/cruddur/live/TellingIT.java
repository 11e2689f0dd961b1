package app.cruddur.live;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TellingIT extends ServerTest {

    private static final int CHANGES = 5_000;

    @Test
    void every_committed_change_is_published_before_the_server_stops() {
        long before = (Long) TestDatabase.run("SELECT COALESCE(max(id), 0) FROM activity_events");
        Telling publisher = new Telling();
        Stream.generate(UUID::randomUUID)
                .limit(CHANGES)
                .map(ActivityChange::deleted)
                .forEach(publisher::afterCommit);

        publisher.stop();
        publisher.run();

        assertThat(TestDatabase.run("SELECT count(*) FROM activity_events WHERE id > ? AND kind = 'delete'", before))
                .isEqualTo((long) CHANGES);
    }
}
