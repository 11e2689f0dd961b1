package app.cruddur.user;

import static app.cruddur.user.Registrations.Outcome.ALREADY_REGISTERED;
import static app.cruddur.user.Registrations.Outcome.CLAIMED;
import static app.cruddur.user.Registrations.Outcome.EMAIL_TAKEN;
import static app.cruddur.user.Registrations.Outcome.HANDLE_TAKEN;
import static app.cruddur.user.Registrations.Outcome.REGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.database.ConnectionUrl;
import app.cruddur.database.TestSchema;
import app.cruddur.support.ThrowAwayDatabase;
import app.cruddur.user.Registrations.Outcome;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationsTest {

    private static ThrowAwayDatabase postgres;
    private static ConnectionUrl url;

    private Connection connection;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        url = postgres.create("registrations");
        TestSchema.build(url, "seed");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void connect() throws Exception {
        connection = postgres.connect(url);
    }

    @AfterEach
    void disconnect() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM users WHERE cognito_user_id LIKE 'sub-%' AND handle <> 'andrewbrown'");
            statement.execute("UPDATE users SET cognito_user_id = 'MOCK-andrewbrown' WHERE handle = 'andrewbrown'");
        }
        connection.close();
    }

    @Test
    void the_same_subject_twice_is_one_row_that_stays_as_it_is() throws Exception {
        assertThat(register("sub-1", "ada", "ada@example.com")).isEqualTo(REGISTERED);
        assertThat(register("sub-1", "countess", "other@example.com")).isEqualTo(ALREADY_REGISTERED);

        assertThat(number("SELECT count(*) FROM users WHERE cognito_user_id = 'sub-1' AND handle = 'ada'"
                        + " AND display_name = 'Somebody' AND email = 'ada@example.com'"))
                .isEqualTo(1);
    }

    @Test
    void what_somebody_else_has_is_told_apart_and_nothing_is_written() throws Exception {
        register("sub-1", "ada", "ada@example.com");

        assertThat(register("sub-2", "ada", "new@example.com")).isEqualTo(HANDLE_TAKEN);
        assertThat(register("sub-2", "new", "ADA@example.com")).isEqualTo(EMAIL_TAKEN);
        assertThat(number("SELECT count(*) FROM users WHERE cognito_user_id LIKE 'sub-%'"))
                .isEqualTo(1);
    }

    @Test
    void a_refusal_does_not_abort_the_callers_transaction() throws Exception {
        register("sub-1", "ada", "ada@example.com");
        connection.setAutoCommit(false);

        assertThat(register("sub-2", "ada", "new@example.com")).isEqualTo(HANDLE_TAKEN);
        assertThat(register("sub-2", "new", "new@example.com")).isEqualTo(REGISTERED);
        connection.rollback();

        assertThat(number("SELECT count(*) FROM users WHERE cognito_user_id = 'sub-2'"))
                .isZero();
    }

    @Test
    void a_seeded_person_is_claimed_by_handle_and_verified_email_alone() throws Exception {
        assertThat(register("sub-3", "andrewbrown", "somebody@example.com")).isEqualTo(HANDLE_TAKEN);
        assertThat(register("sub-3", "andrew", "andrew@test.com")).isEqualTo(EMAIL_TAKEN);
        assertThat(Registrations.register(
                        connection, new Registration("sub-3", "andrewbrown", "Andrew", "andrew@test.com", false)))
                .isEqualTo(HANDLE_TAKEN);

        assertThat(register("sub-3", "andrewbrown", "Andrew@Test.com")).isEqualTo(CLAIMED);
        assertThat(register("sub-3", "andrewbrown", "andrew@test.com")).isEqualTo(ALREADY_REGISTERED);
        assertThat(register("sub-4", "andrewbrown", "andrew@test.com")).isEqualTo(HANDLE_TAKEN);
        assertThat(number("SELECT count(*) FROM users WHERE cognito_user_id = 'sub-3'"
                        + " AND display_name = 'Andrew Brown' AND email = 'andrew@test.com'"))
                .isEqualTo(1);
    }

    @Test
    void text_that_looks_like_sql_is_text() throws Exception {
        String name = "Robert'); DROP TABLE users; -- ? :'subject' $1";

        assertThat(Registrations.register(
                        connection, new Registration("sub-'5", "bobby", name, "bobby'@example.com", true)))
                .isEqualTo(REGISTERED);

        assertThat(number("SELECT count(*) FROM users WHERE display_name = '" + name.replace("'", "''") + "'"))
                .isEqualTo(1);
    }

    @Test
    void the_same_person_from_several_sides_at_once_is_there_once_and_nobody_is_told_otherwise() throws Exception {
        int sides = 4;
        CyclicBarrier together = new CyclicBarrier(sides);
        ExecutorService threads = Executors.newFixedThreadPool(sides);
        try {
            for (int round = 0; round < 50; round++) {
                Registration person =
                        new Registration("sub-r" + round, "round_" + round, "R", round + "@example.com", true);
                Callable<Outcome> side = () -> {
                    try (Connection own = postgres.connect(url)) {
                        together.await();
                        return Registrations.register(own, person);
                    }
                };
                List<Outcome> outcomes = new ArrayList<>();
                for (Future<Outcome> each : threads.invokeAll(List.of(side, side, side, side))) {
                    outcomes.add(each.get());
                }

                assertThat(outcomes)
                        .containsExactlyInAnyOrder(
                                REGISTERED, ALREADY_REGISTERED, ALREADY_REGISTERED, ALREADY_REGISTERED);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void who_registers_waits_for_another_in_the_way_and_believes_what_came_of_it() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection other = postgres.connect(url)) {
            other.setAutoCommit(false);
            Registrations.register(other, new Registration("sub-6", "grace", "Grace", "grace@example.com", true));
            Future<Outcome> waiting = thread.submit(() -> register("sub-6", "grace", "grace@example.com"));
            await().until(() ->
                    number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND state = 'active'")
                            == 1);
            other.commit();

            assertThat(waiting.get()).isEqualTo(ALREADY_REGISTERED);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void a_refused_registration_is_one_statement() throws Exception {
        register("sub-8", "taken", "taken@example.com");
        List<String> prepared = new ArrayList<>();
        Connection counting = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    prepared.add(method.getName());
                    return method.invoke(connection, arguments);
                });

        Outcome outcome = Registrations.register(
                counting, new Registration("sub-9", "taken", "Somebody", "other@example.com", true));

        assertThat(outcome).isEqualTo(HANDLE_TAKEN);
        assertThat(prepared).containsExactly("prepareStatement");
    }

    @Test
    void a_seeded_person_who_is_claimed_from_several_sides_at_once_is_claimed_once() throws Exception {
        try (Connection first = postgres.connect(url)) {
            first.setAutoCommit(false);
            Registration person = new Registration("sub-10", "andrewbrown", "Andrew", "andrew@test.com", true);
            assertThat(Registrations.register(first, person)).isEqualTo(CLAIMED);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<Outcome> waiting = thread.submit(() -> Registrations.register(connection, person));
                await().until(() -> number("SELECT count(*) FROM pg_stat_activity"
                                + " WHERE wait_event_type = 'Lock' AND state = 'active'")
                        == 1);
                first.commit();

                assertThat(waiting.get()).isEqualTo(ALREADY_REGISTERED);
            } finally {
                thread.shutdownNow();
            }
        }
    }

    @Test
    void a_role_that_may_do_nothing_else_can_register() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE sign_up");
            statement.execute("GRANT SELECT, INSERT, UPDATE (cognito_user_id) ON users TO sign_up");
            statement.execute("SET ROLE sign_up");

            assertThat(register("sub-7", "least", "least@example.com")).isEqualTo(REGISTERED);
            statement.execute("RESET ROLE");
            statement.execute("DROP OWNED BY sign_up; DROP ROLE sign_up");
        }
    }

    private Outcome register(String subject, String handle, String email) throws Exception {
        return Registrations.register(connection, new Registration(subject, handle, "Somebody", email, true));
    }

    private static long number(String sql) throws Exception {
        return postgres.number(url, sql);
    }
}
