package app.cruddur.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Person;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MessageConcurrencyIT extends Conversations {

    @Test
    void of_twenty_first_messages_at_once_from_both_sides_comes_one_conversation() throws Exception {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        List<Callable<JsonObject>> first = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String number = "Number " + i;
            first.add(() -> write(ann, bob, number));
            first.add(() -> write(bob, ann, number));
        }

        List<JsonObject> sent = allAtOnce(first);

        String group = sent.get(0).getString("message_group_uuid");
        assertThat(sent)
                .allMatch(message -> message.getString("message_group_uuid").equals(group));
        assertThat(list(ann, "message_groups")).hasSize(1);
        assertThat(list(bob, "message_groups")).hasSize(1);
        assertThat(unread(ann, bob)).isEqualTo(10);
        assertThat(unread(bob, ann)).isEqualTo(10);
        List<JsonObject> history = list(ann, "messages/" + group);
        assertThat(history).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(history)
                .extracting(message -> message.getString("created_at"))
                .as("no two at the same time")
                .doesNotHaveDuplicates();
        assertThat(TestDatabase.run(
                        "SELECT count(*) FROM message_groups WHERE ? IN (first_user_uuid, second_user_uuid)",
                        ann.uuid()))
                .isEqualTo(1L);
    }

    @Test
    void three_people_writing_and_reading_all_at_once_never_wait_in_a_circle() throws Exception {
        List<Person> people = List.of(Person.join(this, "Ann"), Person.join(this, "Bob"), Person.join(this, "Carl"));
        List<Callable<Object>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (Person from : people) {
                for (Person to : people) {
                    if (from != to) {
                        all.add(() -> write(from, to, "Hello"));
                        all.add(() -> list(from, "messages/@" + to.handle()));
                    }
                }
            }
        }

        allAtOnce(all);

        for (Person reader : people) {
            assertThat(list(reader, "message_groups")).hasSize(2);
            for (Person other : people) {
                if (reader != other) {
                    assertThat(list(reader, "messages/@" + other.handle())).hasSize(8);
                    assertThat(unread(reader, other)).isZero();
                }
            }
        }
    }

    @Test
    void a_message_on_its_way_while_one_reads_is_seen_before_it_counts_as_read() throws Exception {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        UUID group = UUID.fromString(write(ann, bob, "First").getString("message_group_uuid"));

        CompletableFuture<List<JsonObject>> reading;
        try (Connection sender = TestDatabase.connect()) {
            sender.setAutoCommit(false);
            execute(
                    sender,
                    "UPDATE message_group_members SET unread_count = 2 WHERE message_group_uuid = ? AND user_uuid = ?",
                    group,
                    bob.uuid());
            execute(
                    sender,
                    "INSERT INTO messages (message_group_uuid, user_uuid, message, created_at) VALUES (?, ?, 'Second', now())",
                    group,
                    ann.uuid());
            reading = CompletableFuture.supplyAsync(() -> list(bob, "messages/" + group));
            await().until(() ->
                    TestDatabase.run("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'") != null);
            sender.commit();
        }

        assertThat(messages(reading.get())).containsExactly("Second", "First");
        assertThat(unread(bob, ann)).isZero();
    }

    @Test
    void a_message_that_is_shown_counts_as_read_though_there_was_none_to_read_before() throws Exception {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        UUID group = UUID.fromString(write(ann, bob, "First").getString("message_group_uuid"));
        list(bob, "messages/" + group);

        CompletableFuture<List<JsonObject>> reading;
        try (Connection sender = TestDatabase.connect()) {
            sender.setAutoCommit(false);
            execute(
                    sender,
                    "UPDATE message_group_members SET unread_count = 1 WHERE message_group_uuid = ? AND user_uuid = ?",
                    group,
                    bob.uuid());
            execute(
                    sender,
                    "INSERT INTO messages (message_group_uuid, user_uuid, message, created_at) VALUES (?, ?, 'Second', now())",
                    group,
                    ann.uuid());
            reading = CompletableFuture.supplyAsync(() -> list(bob, "messages/" + group));
            await().until(() -> reading.isDone()
                    || TestDatabase.run("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'") != null);
            sender.commit();
        }

        assertThat(messages(reading.get())).containsExactly("Second", "First");
        assertThat(unread(bob, ann)).isZero();
    }

    private static void execute(Connection connection, String sql, UUID group, UUID user) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, group);
            statement.setObject(2, user);
            statement.executeUpdate();
        }
    }

    private static <T> List<T> allAtOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> call : calls) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
