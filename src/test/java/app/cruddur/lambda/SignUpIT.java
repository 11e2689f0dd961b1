package app.cruddur.lambda;

import static app.cruddur.lambda.Lambda.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.ServerTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Tests the Lambda function and the server with the same database. */
class SignUpIT extends ServerTest {

    @Test
    void a_user_who_has_just_confirmed_can_post() throws Exception {
        try (Lambda lambda = new Lambda(System.getenv(ConnectionUrl.VARIABLE))) {
            ObjectNode event = signUp("Newcomer");

            assertThat(Lambda.json(lambda.invoke(event))).isEqualTo(event);
        }

        assertThat(publish("newcomer", "Hello, here I am!", "1-hour").getString("display_name"))
                .isEqualTo("Name of Newcomer");
    }
}
