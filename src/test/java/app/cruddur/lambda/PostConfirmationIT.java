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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the packaged jar in a separate JVM, run by AWS's runtime interface client, with a real PostgreSQL. */
@Tag("any-server")
class PostConfirmationIT {

    /** Cognito waits five seconds; one second is left for the network. */
    private static final Duration MAX_RESULT_TIME = Duration.ofSeconds(4);

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
    void the_log_contains_no_personal_data() throws Exception {
        assertThat(lambda.log())
                .doesNotContainIgnoringCase("example.com")
                .doesNotContain("sub-", "Name of", "Ngozi", "7d9f4b1e", "Key (", "Failing row");
    }

    @Test
    void a_confirmed_user_is_registered_and_the_event_is_returned_unchanged() throws Exception {
        ObjectNode event = event("confirm-sign-up");

        InvocationResult result = lambda.invoke(event);

        assertThat(result.failed()).as("%s", result).isFalse();
        assertThat(Lambda.json(result)).isEqualTo(event);
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
    void password_resets_and_unknown_triggers_are_returned_unchanged() throws Exception {
        ObjectNode passwordReset = event("confirm-forgot-password");
        attributes(passwordReset).put("sub", "sub-forgetful");
        ObjectNode unknownTrigger = signUp("stranger").put("triggerSource", "PostConfirmation_Later");
        unknownTrigger.set(
                "later",
                attributes(unknownTrigger).deepCopy().put("number", 1.5).put("whole", 12345678901234567L));

        assertThat(Lambda.json(lambda.invoke(passwordReset))).isEqualTo(passwordReset);
        assertThat(Lambda.json(lambda.invoke(unknownTrigger))).isEqualTo(unknownTrigger);

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
    void a_rejected_registration_returns_its_error_code_and_inserts_no_row(
            String handle, String attribute, String value, String code) throws Exception {
        ObjectNode event = signUp(handle);
        attributes(event).put(attribute, value);
        if (value == null) {
            attributes(event).remove(attribute);
        }

        InvocationResult result = lambda.invoke(event);

        assertThat(result.failed()).isTrue();
        assertThat(Lambda.json(result).get("errorMessage").asText())
                .isEqualTo("The account is confirmed, but has no profile yet: " + code);
        assertThat(lambda.log()).contains(code);
        assertThat(rows(handle)).isZero();
    }

    @Test
    void an_event_without_attributes_is_rejected_with_all_missing_fields() throws Exception {
        ObjectNode event = event("confirm-sign-up");
        event.remove("request");

        assertThat(Lambda.json(lambda.invoke(event)).get("errorMessage").asText())
                .endsWith(": subject_blank handle_blank display_name_blank email_blank");
    }

    @Test
    void a_confirmation_during_an_outage_succeeds_on_cognitos_retry() throws Exception {
        ObjectNode event = signUp("unlucky");
        lambda.invoke(signUp("before"));
        postgres.down();
        try {
            InvocationResult result = lambda.invoke(event);

            assertThat(result.body()).contains("database_unavailable").doesNotContain("127.0.0.1");
            assertThat(result.took()).isLessThan(MAX_RESULT_TIME);
        } finally {
            postgres.up();
        }

        assertThat(Lambda.json(lambda.invoke(event))).isEqualTo(event);
        assertThat(rows("unlucky")).isEqualTo(1);
    }

    @Test
    void a_connection_that_was_terminated_between_invocations_is_replaced() throws Exception {
        lambda.invoke(signUp("first"));
        assertThat(number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + IS_LAMBDA_SESSION))
                .isEqualTo(1);

        InvocationResult result = lambda.invoke(signUp("second"));

        assertThat(result.failed()).as("%s", result).isFalse();
        assertThat(rows("second")).isEqualTo(1);
    }

    @Test
    void a_lost_network_fails_before_cognitos_timeout_and_recovers() throws Exception {
        try (Wire wire = new Wire(url.hosts().get(0).port());
                Lambda behind = new Lambda("postgresql://postgres@127.0.0.1:" + wire.port() + "/sign_up")) {
            behind.invoke(signUp("near"));
            wire.cut();

            for (int time = 1; time <= 2; time++) {
                InvocationResult result = behind.invoke(signUp("far"));

                assertThat(result.body()).contains("database_unavailable");
                assertThat(result.took()).isLessThan(MAX_RESULT_TIME);
            }
            wire.mend();
            assertThat(behind.invoke(signUp("far")).failed()).isFalse();
            assertThat(rows("far")).isEqualTo(1);
        }
    }

    @Test
    void a_lock_conflict_fails_before_cognitos_timeout() throws Exception {
        try (Connection other = postgres.connect(url);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO users (cognito_user_id, handle, display_name, email)"
                    + " VALUES ('other', 'locked', 'Other', 'other@example.com')");

            InvocationResult result = lambda.invoke(signUp("locked"));

            assertThat(result.body()).contains("database_unavailable");
            assertThat(result.took()).isLessThan(MAX_RESULT_TIME);
            other.rollback();
        }
        assertThat(lambda.invoke(signUp("locked")).failed()).isFalse();
        assertThat(rows("locked")).isEqualTo(1);
    }

    @Test
    void ten_invocations_share_one_connection() throws Exception {
        lambda.invoke(signUp("warm"));
        long session = session();

        for (int i = 1; i <= 10; i++) {
            InvocationResult result = lambda.invoke(signUp("warm_" + i));

            assertThat(result.failed()).as("%s", result).isFalse();
            assertThat(result.took()).isLessThan(Duration.ofSeconds(1));
        }

        assertThat(session()).isEqualTo(session);
        assertThat(number("SELECT count(*) FROM users WHERE handle ~ '^warm_[0-9]+$'"))
                .isEqualTo(10);
    }

    @Test
    void an_invalid_connection_url_is_reported_without_the_password() {
        assertThatThrownBy(() -> new Lambda("postgresql://user:p@ss:word@localhost/cruddur"))
                .hasMessageContaining("The connection URL is not valid")
                .hasMessageNotContainingAny("ss:word");
    }

    @Test
    void a_rejected_password_does_not_appear_in_the_result_or_the_log() throws Exception {
        try (Lambda stranger = new Lambda(
                "postgresql://stranger:geheim@127.0.0.1:" + url.hosts().get(0).port() + "/sign_up")) {
            InvocationResult result = stranger.invoke(signUp("outside"));

            assertThat(result.failed()).isTrue();
            assertThat(result.body()).doesNotContain("geheim", "stranger");
            assertThat(stranger.log()).contains("postgresql://stranger:***@").doesNotContain("geheim");
        }
    }

    private static final String IS_LAMBDA_SESSION = "application_name = 'cruddur-post-confirmation'";

    private static long session() throws Exception {
        assertThat(number("SELECT count(*) FROM pg_stat_activity WHERE " + IS_LAMBDA_SESSION))
                .isEqualTo(1);
        return number("SELECT pid FROM pg_stat_activity WHERE " + IS_LAMBDA_SESSION);
    }

    private static long rows(String handle) throws Exception {
        return number("SELECT count(*) FROM users WHERE cognito_user_id = 'sub-%s'".formatted(handle));
    }

    private static long number(String sql) throws Exception {
        return postgres.number(url, sql);
    }
}
