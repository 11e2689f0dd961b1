package app.cruddur.user;

import static app.cruddur.user.RegistrationService.Outcome.ALREADY_REGISTERED;
import static app.cruddur.user.RegistrationService.Outcome.CLAIMED;
import static app.cruddur.user.RegistrationService.Outcome.EMAIL_TAKEN;
import static app.cruddur.user.RegistrationService.Outcome.HANDLE_TAKEN;
import static app.cruddur.user.RegistrationService.Outcome.REGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.persistence.TestSchema;
import app.cruddur.support.ThrowAwayDatabase;
import app.cruddur.user.RegistrationService.Outcome;
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

class RegistrationServiceTest {

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
    void the_same_subject_twice_is_one_unchanged_row() throws Exception {
        assertThat(register("sub-1", "ada", "ada@example.com")).isEqualTo(REGISTERED);
        assertThat(register("sub-1", "countess", "other@example.com")).isEqualTo(ALREADY_REGISTERED);

        assertThat(number("SELECT count(*) FROM users WHERE cognito_user_id = 'sub-1' AND handle = 'ada'"
                        + " AND display_name = 'Ada Example' AND email = 'ada@example.com'"))
                .isEqualTo(1);
    }

    @Test
    void a_taken_handle_and_a_taken_email_have_separate_outcomes() throws Exception {
        register("sub-1", "ada", "ada@example.com");

        assertThat(register("sub-2", "ada", "new@example.com")).isEqualTo(HANDLE_TAKEN);
        assertThat(register("sub-2", "new", "ADA@example.com")).isEqualTo(EMAIL_TAKEN);
        assertThat(number("SELECT count(*) FROM users WHERE cognito_user_id LIKE 'sub-%'"))
                .isEqualTo(1);
    }

    @Test
    void a_rejection_does_not_abort_the_callers_transaction() throws Exception {
        register("sub-1", "ada", "ada@example.com");
        connection.setAutoCommit(false);

        assertThat(register("sub-2", "ada", "new@example.com")).isEqualTo(HANDLE_TAKEN);
        assertThat(register("sub-2", "new", "new@example.com")).isEqualTo(REGISTERED);
        connection.rollback();

        assertThat(number("SELECT count(*) FROM users WHERE cognito_user_id = 'sub-2'"))
                .isZero();
    }

    @Test
    void a_seeded_user_is_claimed_only_by_handle_and_verified_email() throws Exception {
        assertThat(register("sub-3", "andrewbrown", "another@example.com")).isEqualTo(HANDLE_TAKEN);
        assertThat(register("sub-3", "andrew", "andrew@test.com")).isEqualTo(EMAIL_TAKEN);
        assertThat(RegistrationService.register(
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
    void sql_in_a_name_is_not_executed() throws Exception {
        String name = "Robert'); DROP TABLE users; -- ? :'subject' $1";

        assertThat(RegistrationService.register(
                        connection, new Registration("sub-'5", "bobby", name, "bobby'@example.com", true)))
                .isEqualTo(REGISTERED);

        assertThat(number("SELECT count(*) FROM users WHERE display_name = '" + name.replace("'", "''") + "'"))
                .isEqualTo(1);
    }

    @Test
    void concurrent_registrations_of_one_user_all_succeed_with_one_row() throws Exception {
        int threadCount = 4;
        CyclicBarrier barrier = new CyclicBarrier(threadCount);
        ExecutorService threads = Executors.newFixedThreadPool(threadCount);
        try {
            for (int round = 0; round < 50; round++) {
                Registration person =
                        new Registration("sub-r" + round, "round_" + round, "R", round + "@example.com", true);
                Callable<Outcome> registration = () -> {
                    try (Connection ownConnection = postgres.connect(url)) {
                        barrier.await();
                        return RegistrationService.register(ownConnection, person);
                    }
                };
                List<Outcome> outcomes = new ArrayList<>();
                for (Future<Outcome> each :
                        threads.invokeAll(List.of(registration, registration, registration, registration))) {
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
    void a_registration_waits_for_a_concurrent_one_and_sees_its_result() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection other = postgres.connect(url)) {
            other.setAutoCommit(false);
            RegistrationService.register(other, new Registration("sub-6", "grace", "Grace", "grace@example.com", true));
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
    void a_rejected_registration_is_one_statement() throws Exception {
        register("sub-8", "taken", "taken@example.com");
        List<String> prepared = new ArrayList<>();
        Connection counting = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    prepared.add(method.getName());
                    return method.invoke(connection, arguments);
                });

        Outcome outcome = RegistrationService.register(
                counting, new Registration("sub-9", "taken", "Ada Example", "other@example.com", true));

        assertThat(outcome).isEqualTo(HANDLE_TAKEN);
        assertThat(prepared).containsExactly("prepareStatement");
    }

    @Test
    void concurrent_claims_of_a_seeded_user_succeed_once() throws Exception {
        try (Connection first = postgres.connect(url)) {
            first.setAutoCommit(false);
            Registration person = new Registration("sub-10", "andrewbrown", "Andrew", "andrew@test.com", true);
            assertThat(RegistrationService.register(first, person)).isEqualTo(CLAIMED);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<Outcome> waiting = thread.submit(() -> RegistrationService.register(connection, person));
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
    void a_role_with_minimal_privileges_can_register() throws Exception {
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
        return RegistrationService.register(connection, new Registration(subject, handle, "Ada Example", email, true));
    }

    private static long number(String sql) throws Exception {
        return postgres.number(url, sql);
    }
}
