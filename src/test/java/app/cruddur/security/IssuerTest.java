package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.config.Configuration;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IssuerTest {

    private static final Map<String, String> COGNITO = Map.of(
            "AWS_DEFAULT_REGION", "ca-central-1",
            "AWS_COGNITO_USER_POOL_ID", "ca-central-1_CQ4wDfnwc",
            "AWS_COGNITO_USER_POOL_CLIENT_ID", "5b6ro31g97urk767adrbrdj1g5");

    @Test
    void tokens_are_required_by_default() {
        assertThat(new AuthenticationMode(new Configuration(COGNITO)).isOpen()).isFalse();
        assertThat(new AuthenticationMode(new Configuration(Map.of("CRUDDUR_AUTH", "open"))).isOpen())
                .isTrue();
    }

    @Test
    void a_misspelt_value_does_not_enable_open_mode() {
        assertThatThrownBy(() -> new AuthenticationMode(new Configuration(Map.of("CRUDDUR_AUTH", "Open"))))
                .hasMessageContaining("CRUDDUR_AUTH");
        assertThatThrownBy(() -> new AuthenticationMode(new Configuration(Map.of("CRUDDUR_AUTH", ""))))
                .hasMessageContaining("CRUDDUR_AUTH");
    }

    @Test
    void the_three_cognito_variables_define_an_issuer() {
        Issuer issuer = Issuer.of(new Configuration(COGNITO));

        assertThat(issuer.name()).isEqualTo("https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_CQ4wDfnwc");
        assertThat(issuer.keys()).contains(URI.create(issuer.name() + "/.well-known/jwks.json"));
        assertThat(issuer.clientId()).isEqualTo("5b6ro31g97urk767adrbrdj1g5");
    }

    @Test
    void the_keys_of_other_issuers_are_discovered_unless_configured() {
        Issuer issuer = Issuer.of(new Configuration(
                Map.of("OIDC_ISSUER", "https://id.example/realms/cruddur/", "OIDC_CLIENT_ID", "web")));

        assertThat(issuer.name()).isEqualTo("https://id.example/realms/cruddur/");
        assertThat(issuer.keys()).isEmpty();
        assertThat(issuer.discovery())
                .hasToString("https://id.example/realms/cruddur/.well-known/openid-configuration");
        assertThat(Issuer.of(new Configuration(Map.of(
                                "OIDC_ISSUER", "https://id.example",
                                "OIDC_CLIENT_ID", "web",
                                "OIDC_JWKS_URI", "http://127.0.0.1:9/keys")))
                        .keys())
                .contains(URI.create("http://127.0.0.1:9/keys"));
    }

    @Test
    void missing_variables_are_named() {
        assertThatThrownBy(() -> Issuer.of(new Configuration(Map.of("AWS_DEFAULT_REGION", "ca-central-1"))))
                .hasMessageContaining("AWS_COGNITO_USER_POOL_ID")
                .hasMessageContaining("OIDC_ISSUER")
                .hasMessageContaining("CRUDDUR_AUTH=open");
        assertThatThrownBy(() -> Issuer.of(new Configuration(Map.of("AWS_COGNITO_USER_POOL_ID", "x"))))
                .hasMessageEndingWith("not set: AWS_DEFAULT_REGION, AWS_COGNITO_USER_POOL_CLIENT_ID");
        assertThatThrownBy(() -> Issuer.of(
                        new Configuration(Map.of("OIDC_ISSUER", "https://id.example", "OIDC_CLIENT_ID", " "))))
                .hasMessageEndingWith("not set: OIDC_CLIENT_ID");
    }

    @Test
    void two_issuers_are_rejected() {
        assertThatThrownBy(() -> Issuer.of(new Configuration(
                        Map.of("OIDC_ISSUER", "https://id.example", "AWS_COGNITO_USER_POOL_ID", "x"))))
                .hasMessageContaining("choose one");
    }

    @Test
    void an_issuer_must_be_a_web_address() {
        for (String address : new String[] {"id.example", "file:///etc/passwd", "https://", "ht tp://x", "ftp://x/y"}) {
            assertThatThrownBy(
                            () -> Issuer.of(new Configuration(Map.of("OIDC_ISSUER", address, "OIDC_CLIENT_ID", "web"))))
                    .as(address)
                    .hasMessageContaining("OIDC_ISSUER");
        }
    }
}
