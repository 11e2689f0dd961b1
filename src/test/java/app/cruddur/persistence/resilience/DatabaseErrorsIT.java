package app.cruddur.persistence.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A trigger in PostgreSQL raises the SQLSTATE that the message of a crud contains: once, or every time. */
class DatabaseErrorsIT extends ServerTest {

    @BeforeEach
    void createTrigger() {
        dropTrigger();
        TestDatabase.run("CREATE SEQUENCE provoked");
        TestDatabase.run(
                """
                CREATE FUNCTION provoke() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF NEW.message LIKE 'always %' OR nextval('provoked') = 1 THEN
                    RAISE EXCEPTION 'provoked' USING ERRCODE = split_part(NEW.message, ' ', 2);
                  END IF;
                  RETURN NEW;
                END
                $$""");
        TestDatabase.run(
                """
                CREATE TRIGGER provoke BEFORE INSERT ON activities FOR EACH ROW
                WHEN (NEW.message ~ '^(always|once) [0-9A-Z]{5}$') EXECUTE FUNCTION provoke()""");
    }

    @AfterAll
    static void dropTrigger() {
        TestDatabase.run("DROP FUNCTION IF EXISTS provoke() CASCADE");
        TestDatabase.run("DROP FUNCTION IF EXISTS die() CASCADE");
        TestDatabase.run("DROP SEQUENCE IF EXISTS provoked");
    }

    @ParameterizedTest
    @CsvSource({
        "23505, 409, conflict",
        "23503, 409, conflict",
        "23514, 409, conflict",
        "23502, 409, conflict",
        "40001, 503, database_unavailable",
        "40P01, 503, database_unavailable",
        "08006, 503, database_unavailable",
        "53100, 503, database_unavailable",
        "53300, 503, database_unavailable",
        "57P01, 503, database_unavailable",
        "57014, 503, database_unavailable",
        "55P03, 503, database_unavailable",
        "XX000, 500, internal_error"
    })
    void a_sqlstate_is_mapped_to_a_status(String state, int status, String code) {
        Response response = postCrud("always " + state);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"" + code + "\"]");
        assertThat(response.getHeaderString("Retry-After") != null).isEqualTo(status == 503);
    }

    @ParameterizedTest
    @CsvSource({"40001", "40P01"})
    void a_serialization_failure_or_deadlock_is_retried_once(String state) {
        assertThat(postCrud("once " + state).getStatus()).isEqualTo(200);
    }

    @Test
    void other_errors_are_not_retried() {
        assertThat(postCrud("once 23505").getStatus()).isEqualTo(409);
    }

    @Test
    void a_session_that_ends_during_its_commit_fails_one_request() {
        TestDatabase.run(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  PERFORM pg_terminate_backend(pg_backend_pid());
                  RETURN NULL;
                END
                $$""");
        TestDatabase.run(
                """
                CREATE CONSTRAINT TRIGGER die AFTER INSERT ON activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                WHEN (NEW.message = 'The last words') EXECUTE FUNCTION die()""");

        for (int i = 0; i < 3; i++) {
            Response response = postCrud("The last words");

            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(response.readEntity(String.class)).isEqualTo("[\"database_unavailable\"]");
            assertThat(response.getHeaderString("Retry-After")).isNotNull();
            assertThat(postCrud("Stored again").getStatus()).isEqualTo(200);
        }
    }

    private Response postCrud(String message) {
        return post("activities", json("user_handle", "bayko", "message", message, "ttl", "1-hour"));
    }
}
