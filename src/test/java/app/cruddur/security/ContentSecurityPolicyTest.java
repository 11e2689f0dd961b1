package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.config.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSecurityPolicyTest {

    // printf '{"imports":{}}' | openssl dgst -sha256 -binary | base64
    private static final String HASH = "'sha256-URrTy+Il/Nz0lHojVUx275hWqAWhkSF0VsHbUM4/6Hw='";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script type=\"importmap\">{\"imports\":{}}</script>",
                "<SCRIPT data-x type='importmap' data-y>{\"imports\":{}}</SCRIPT>",
                "<script src='a.js'></script>\n<script type=importmap>{\"imports\":{}}</script><script type=module src=b></script>"
            })
    void only_the_import_map_is_allowed_as_an_inline_script(String html) {
        assertThat(page(html, Map.of()))
                .contains("script-src 'self' " + HASH + ";")
                .contains("default-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void a_page_without_an_import_map_allows_no_inline_script() {
        assertThat(page("<script>alert(1)</script>", Map.of())).contains("script-src 'self';");
    }

    @Test
    void line_ends_are_normalized_before_hashing() {
        assertThat(page("<script type=\"importmap\">{\r\n}</script>", Map.of()))
                .isEqualTo(page("<script type=\"importmap\">{\n}</script>", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "OIDC_ISSUER, https://id.example.com:8443/realms/cruddur, https://id.example.com:8443",
        "OIDC_ISSUER, http://localhost:9000/default, http://localhost:9000",
        "CRUDDUR_CONNECT_ORIGINS, 'https://a.auth.eu-west-1.amazoncognito.com/, https://b.example', https://a.auth.eu-west-1.amazoncognito.com https://b.example"
    })
    void the_page_may_connect_to_the_sign_in_server(String variable, String value, String origins) {
        assertThat(page("", Map.of(variable, value))).contains("connect-src 'self' " + origins + ";");
    }

    @Test
    void the_cognito_issuer_is_derived_from_the_region() {
        assertThat(page(
                        "",
                        Map.of("AWS_DEFAULT_REGION", "ca-central-1", "AWS_COGNITO_USER_POOL_ID", "ca-central-1_abc")))
                .contains("connect-src 'self' https://cognito-idp.ca-central-1.amazonaws.com;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.example.com", "https://a b", "javascript:alert(1)", "https://;script-src *"})
    void an_invalid_address_prevents_the_start(String value) {
        assertThatThrownBy(() -> page("", Map.of("OIDC_ISSUER", value))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_api_may_load_nothing_and_the_documentation_may_load_data_images() {
        ContentSecurityPolicy policy = ContentSecurityPolicy.of("", new Configuration(Map.of()));

        assertThat(policy.of("/api/activities/home")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(policy.of("/docs/")).contains("img-src 'self' data:");
        assertThat(policy.of("/@andrewbrown")).isEqualTo(policy.of("/")).doesNotContain("data:");
    }

    private static String page(String html, Map<String, String> environment) {
        return ContentSecurityPolicy.of(html, new Configuration(environment)).of("/");
    }
}
