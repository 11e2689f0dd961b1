package app.cruddur.lambda;

import static app.cruddur.lambda.Lambda.attributes;
import static app.cruddur.lambda.Lambda.event;
import static app.cruddur.lambda.Lambda.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.lambda.local.InvocationResult;
import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.persistence.TestSchema;
import app.cruddur.support.ThrowAwayDatabase;
import app.cruddur.support.Wire;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as it was built, in a JVM of its own under AWS's runtime interface client, on a real PostgreSQL. */
class PostConfirmationIT {

    /** Cognito waits five seconds, and something is left for the way there and back. */
    private static final Duration CLEAR = Duration.ofSeconds(4);

    private static ThrowAwayDatabase postgres;
    private static ConnectionUrl url;
    private static Lambda lambda;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        url = postgres.create("sign_up");
        TestSchema.build(url, "seed");
        lambda = new Lambda(postgres.url("sign_up"));
    }

    @AfterAll
    static void stop() throws Exception {
        lambda.close();
        postgres.close();
    }

    @AfterEach
    void no_log_says_anything_about_a_person() throws Exception {
        assertThat(lambda.log())
                .doesNotContainIgnoringCase("example.com")
                .doesNotContain("sub-", "Name of", "Ngozi", "7d9f4b1e", "Key (", "Failing row");
    }

    @Test
    void who_confirms_is_there_and_the_event_goes_back_as_it_came() throws Exception {
        ObjectNode event = event("confirm-sign-up");

        InvocationResult answer = lambda.invoke(event);

        assertThat(answer.failed()).as("%s", answer).isFalse();
        assertThat(Lambda.json(answer)).isEqualTo(event);
        assertThat(
                        number(
                                """
                SELECT count(*) FROM users
                WHERE cognito_user_id = '7d9f4b1e-3c52-4c0e-9a5b-2f6d8e1a0b34' AND handle = 'ngozi_a'
                  AND display_name = 'Ngozi Adébáyọ̀ 🪴' AND email = 'ngozi@example.com'"""))
                .isEqualTo(1);
    }

    @Test
    void a_retry_changes_nothing() throws Exception {
        ObjectNode event = signUp("twice");

        for (int time = 1; time <= 2; time++) {
            assertThat(Lambda.json(lambda.invoke(event))).isEqualTo(event);
        }

        assertThat(rows("twice")).isEqualTo(1);
        assertThat(lambda.log()).contains("\nalready_registered\n");
    }

    @Test
    void a_new_password_and_triggers_unheard_of_pass_through_untouched() throws Exception {
        ObjectNode password = event("confirm-forgot-password");
        attributes(password).put("sub", "sub-forgetful");
        ObjectNode unheardOf = signUp("stranger").put("triggerSource", "PostConfirmation_Later");
        unheardOf.set(
                "later", attributes(unheardOf).deepCopy().put("number", 1.5).put("whole", 12345678901234567L));

        assertThat(Lambda.json(lambda.invoke(password))).isEqualTo(password);
        assertThat(Lambda.json(lambda.invoke(unheardOf))).isEqualTo(unheardOf);

        assertThat(number("SELECT count(*) FROM users WHERE cognito_user_id IN ('sub-forgetful', 'sub-stranger')"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "taken_1, preferred_username, andrewbrown, handle_taken",
        "taken_2, email, BAYKO@friedfish.com, email_taken",
        "taken_3, preferred_username, not a handle, handle_invalid",
        "taken_4, name, , display_name_blank",
        "taken_5, email, , email_blank",
        "taken_6, preferred_username, , handle_blank"
    })
    void who_cannot_be_registered_is_told_so_and_has_no_row(String handle, String attribute, String value, String code)
            throws Exception {
        ObjectNode event = signUp(handle);
        attributes(event).put(attribute, value);
        if (value == null) {
            attributes(event).remove(attribute);
        }

        InvocationResult answer = lambda.invoke(event);

        assertThat(answer.failed()).isTrue();
        assertThat(Lambda.json(answer).get("errorMessage").asText())
                .isEqualTo("The account is confirmed, but has no profile yet: " + code);
        assertThat(lambda.log()).contains(code);
        assertThat(rows(handle)).isZero();
    }

    @Test
    void an_event_without_attributes_is_refused_with_all_that_is_missing() throws Exception {
        ObjectNode event = event("confirm-sign-up");
        event.remove("request");

        assertThat(Lambda.json(lambda.invoke(event)).get("errorMessage").asText())
                .endsWith(": subject_blank handle_blank display_name_blank email_blank");
    }

    @Test
    void who_confirms_while_the_database_is_down_is_there_after_cognitos_retry() throws Exception {
        ObjectNode event = signUp("unlucky");
        lambda.invoke(signUp("before"));
        postgres.down();
        try {
            InvocationResult answer = lambda.invoke(event);

            assertThat(answer.body()).contains("database_unavailable").doesNotContain("127.0.0.1");
            assertThat(answer.took()).isLessThan(CLEAR);
        } finally {
            postgres.up();
        }

        assertThat(Lambda.json(lambda.invoke(event))).isEqualTo(event);
        assertThat(rows("unlucky")).isEqualTo(1);
    }

    @Test
    void a_connection_that_died_between_two_people_is_replaced_at_once() throws Exception {
        lambda.invoke(signUp("first"));
        assertThat(number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + OURS))
                .isEqualTo(1);

        InvocationResult answer = lambda.invoke(signUp("second"));

        assertThat(answer.failed()).as("%s", answer).isFalse();
        assertThat(rows("second")).isEqualTo(1);
    }

    @Test
    void a_network_that_falls_silent_is_a_clear_failure_in_time_and_works_again_when_it_is_back() throws Exception {
        try (Wire wire = new Wire(url.hosts().get(0).port());
                Lambda behind = new Lambda("postgresql://postgres@127.0.0.1:" + wire.port() + "/sign_up")) {
            behind.invoke(signUp("near"));
            wire.cut();

            for (int time = 1; time <= 2; time++) {
                InvocationResult answer = behind.invoke(signUp("far"));

                assertThat(answer.body()).contains("database_unavailable");
                assertThat(answer.took()).isLessThan(CLEAR);
            }
            wire.mend();
            assertThat(behind.invoke(signUp("far")).failed()).isFalse();
            assertThat(rows("far")).isEqualTo(1);
        }
    }

    @Test
    void a_lock_in_the_way_is_a_clear_failure_in_time() throws Exception {
        try (Connection other = postgres.connect(url);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO users (cognito_user_id, handle, display_name, email)"
                    + " VALUES ('somebody', 'locked', 'Somebody', 'somebody@example.com')");

            InvocationResult answer = lambda.invoke(signUp("locked"));

            assertThat(answer.body()).contains("database_unavailable");
            assertThat(answer.took()).isLessThan(CLEAR);
            other.rollback();
        }
        assertThat(lambda.invoke(signUp("locked")).failed()).isFalse();
        assertThat(rows("locked")).isEqualTo(1);
    }

    @Test
    void ten_in_a_row_use_one_connection() throws Exception {
        lambda.invoke(signUp("warm"));
        long session = session();

        for (int i = 1; i <= 10; i++) {
            InvocationResult answer = lambda.invoke(signUp("warm_" + i));

            assertThat(answer.failed()).as("%s", answer).isFalse();
            assertThat(answer.took()).isLessThan(Duration.ofSeconds(1));
        }

        assertThat(session()).isEqualTo(session);
        assertThat(number("SELECT count(*) FROM users WHERE handle ~ '^warm_[0-9]+$'"))
                .isEqualTo(10);
    }

    @Test
    void a_configuration_that_cannot_work_is_told_without_the_password() {
        assertThatThrownBy(() -> new Lambda("postgresql://user:p@ss:word@localhost/cruddur"))
                .hasMessageContaining("The connection URL is not valid")
                .hasMessageNotContainingAny("ss:word");
    }

    @Test
    void a_refused_password_shows_the_address_alone() throws Exception {
        try (Lambda stranger = new Lambda(
                "postgresql://nobody:geheim@127.0.0.1:" + url.hosts().get(0).port() + "/sign_up")) {
            InvocationResult answer = stranger.invoke(signUp("outside"));

            assertThat(answer.failed()).isTrue();
            assertThat(answer.body()).doesNotContain("geheim", "nobody");
            assertThat(stranger.log()).contains("postgresql://nobody:***@").doesNotContain("geheim");
        }
    }

    private static final String OURS = "application_name = 'cruddur-post-confirmation'";

    private static long session() throws Exception {
        assertThat(number("SELECT count(*) FROM pg_stat_activity WHERE " + OURS))
                .isEqualTo(1);
        return number("SELECT pid FROM pg_stat_activity WHERE " + OURS);
    }

    private static long rows(String handle) throws Exception {
        return number("SELECT count(*) FROM users WHERE cognito_user_id = 'sub-%s'".formatted(handle));
    }

    private static long number(String sql) throws Exception {
        return postgres.number(url, sql);
    }
}
