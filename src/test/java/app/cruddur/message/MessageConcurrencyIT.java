package app.cruddur.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
    void a_message_that_arrives_while_one_reads_is_either_seen_or_counted() throws Exception {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        Set<String> written = new HashSet<>();
        Set<String> seen = new HashSet<>();
        written.add(write(ann, bob, "First").getString("uuid"));

        allAtOnce(List.of(
                () -> {
                    for (int i = 0; i < 40; i++) {
                        written.add(write(ann, bob, "Number " + i).getString("uuid"));
                    }
                    return null;
                },
                () -> {
                    for (int i = 0; i < 25; i++) {
                        list(bob, "messages/@" + ann.handle() + "?limit=100")
                                .forEach(message -> seen.add(message.getString("uuid")));
                    }
                    return null;
                }));

        assertThat(written).hasSize(41).containsAll(seen);
        assertThat(unread(bob, ann)).isGreaterThanOrEqualTo(41 - seen.size());
        list(bob, "messages/@" + ann.handle());
        assertThat(unread(bob, ann)).isZero();
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
