package app.cruddur.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.JwtServer;
import app.cruddur.support.Person;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user who signs in at an OpenID Connect issuer. */
@Tag("any-server")
class OpenIdConnectIT extends BrowserTest {

    private static final long ONE_HOUR = 3600;

    /** Less than the 30 seconds before expiry at which the page renews an access token. */
    private static final long TOO_SHORT = 20;

    @RegisterExtension
    static final JwtServer SERVER = new JwtServer();

    private Person ann;

    @Override
    public URI home() {
        return SERVER.uri();
    }

    @BeforeEach
    void join() {
        ann = Person.join(this, "Ann");
    }

    @Test
    void a_user_signs_in_posts_and_signs_out() {
        issue("TEST-" + ann.handle(), ONE_HOUR, Map.of());
        signIn();
        awaitText(".current-user-link .handle", "@" + ann.handle());
        assertThat(browser.getCurrentUrl()).isEqualTo(home().toString());

        String message = "Signed " + UUID.randomUUID();
        write("activity-form textarea", message);
        click("activity-form button[type=submit]");
        String uuid = posted(message);
        assertThat(text(crud(uuid) + " .handle")).isEqualTo("@" + ann.handle());
        browser.navigate().refresh();
        awaitText(".current-user-link .handle", "@" + ann.handle());

        click(".current-user button");
        click("[data-action=sign]");
        await().atMost(A_WHILE).until(() -> !has(".current-user") && has("main"));
        assertThat(js("return sessionStorage.getItem('cruddur.tokens')")).isNull();
    }

    @Test
    void an_expiring_access_token_is_renewed() {
        issue("TEST-" + ann.handle(), TOO_SHORT, Map.of());
        issue("TEST-" + ann.handle(), ONE_HOUR, Map.of());

        signIn();
        awaitText(".current-user-link .handle", "@" + ann.handle());

        await().atMost(A_WHILE).untilAsserted(() -> assertThat(
                        (Long) js("return JSON.parse(sessionStorage.getItem('cruddur.tokens')).expires_at"))
                .isGreaterThan(Instant.now().plusSeconds(ONE_HOUR / 2).toEpochMilli()));
    }

    @Test
    void a_new_user_is_registered_from_the_id_token() {
        String name = "new_" + UUID.randomUUID().toString().substring(0, 8);
        issue(
                UUID.randomUUID().toString(),
                ONE_HOUR,
                Map.of(
                        "email",
                        name + "@example.com",
                        "email_verified",
                        true,
                        "preferred_username",
                        name,
                        "name",
                        "New Comer"));

        signIn();

        awaitText(".current-user-link b", "New Comer");
        awaitText(".current-user-link .handle", "@" + name);
    }

    @Test
    void a_callback_with_an_unknown_state_is_rejected() {
        open("sign-in/callback?code=stolen&state=forged");

        awaitText("[role=alert] p", "Could not sign in: This browser did not start this sign-in.");
        assertThat(js("return sessionStorage.getItem('cruddur.tokens')")).isNull();
    }

    @Test
    void a_guest_can_read_and_a_sign_in_likes_the_crud() {
        open("");
        assertThat(has("article.crud")).isTrue();

        click("article [data-action=like]");

        awaitText("main h1", "Sign in");
        awaitText(".sign-in h2", "Nothing here lasts");
        assertThat(has(".person")).isFalse();

        issue("TEST-" + ann.handle(), ONE_HOUR, Map.of());
        click(".sign-in button");

        await().atMost(A_WHILE).until(() -> has("article [data-action=like][aria-pressed=true]"));
        assertThat(browser.getCurrentUrl()).isEqualTo(home().toString());
    }

    private void signIn() {
        open("sign-in");
        click(".sign-in button");
        await().atMost(A_WHILE).until(() -> browser.getCurrentUrl().equals(home().toString()));
        settle();
    }

    private static void issue(String subject, long seconds, Map<String, Object> claims) {
        SERVER.issuer()
                .enqueueCallback(new DefaultOAuth2TokenCallback(
                        "cruddur", subject, "JWT", List.of("cruddur-web"), claims, seconds));
    }
}
