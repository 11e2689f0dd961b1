package app.cruddur.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

    private static final Map<String, String> CLAIMS = Map.of(
            "sub", "6f1c8c8e-0000-4000-8000-000000000001",
            "preferred_username", "Ada_L",
            "name", " Ada Lovelace ",
            "email", "Ada@Example.com",
            "email_verified", "true");

    @Test
    void the_claims_are_normalized() throws Exception {
        assertThat(Registration.from(CLAIMS))
                .isEqualTo(new Registration(
                        "6f1c8c8e-0000-4000-8000-000000000001", "ada_l", "Ada Lovelace", "Ada@Example.com", true));
    }

    @Test
    void the_email_must_be_verified_by_a_boolean_or_its_text() throws Exception {
        assertThat(Registration.from(with("email_verified", true)).emailVerified())
                .isTrue();
        for (Object value : new Object[] {null, false, "false", "", "yes", 1, List.of("true"), "TRUE"}) {
            assertThat(rejection(with("email_verified", value)).codes())
                    .as("%s", value)
                    .containsExactly("email_unverified");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sub, subject_blank",
        "preferred_username, handle_blank",
        "name, display_name_blank",
        "email, email_blank"
    })
    void a_claim_that_is_not_text_counts_as_missing(String claim, String code) {
        for (Object value : new Object[] {5, true, List.of("a@b"), Map.of()}) {
            assertThat(rejection(with(claim, value)).codes()).as("%s", value).containsExactly(code);
        }
    }

    @Test
    void a_subject_of_a_seeded_user_is_rejected() {
        assertThat(rejection(with("sub", "MOCK-andrewbrown")).codes()).containsExactly("subject_reserved");
    }

    @ParameterizedTest
    @CsvSource({
        "sub, subject_blank",
        "preferred_username, handle_blank",
        "name, display_name_blank",
        "email, email_blank"
    })
    void a_missing_claim_has_its_own_code(String claim, String code) {
        assertThat(rejection(with(claim, null)).codes()).containsExactly(code);
        assertThat(rejection(with(claim, "  ")).codes()).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ada lovelace", "ada-l", "ädа", "a.b", "@ada", "a23456789012345678901234567890x", "a\u0000"})
    void a_handle_that_violates_the_schema_is_invalid(String handle) {
        assertThat(rejection(with("preferred_username", handle)).codes()).containsExactly("handle_invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "email, no-at-sign, email_invalid",
        "email, a@b@c, email_invalid",
        "email, a b@c, email_invalid",
        "email, 'a\u0000@b', email_invalid_chars",
        "name, 'A\u0007da', display_name_invalid_chars",
        "name, 'A\tda', display_name_invalid_chars",
        "name, 'A\u202eda', display_name_invalid_chars",
        "name, '\u200b\u3164', display_name_blank",
        "preferred_username, '\u212aofi', handle_invalid",
        "sub, 'a\u0000', subject_invalid_chars"
    })
    void invalid_characters_and_malformed_emails_have_their_own_codes(String claim, String value, String code) {
        assertThat(rejection(with(claim, value)).codes()).containsExactly(code);
    }

    @Test
    void a_long_name_is_truncated_to_50_code_points_and_a_long_email_rejected() throws Exception {
        assertThat(Registration.from(with("name", "🐈".repeat(51))).displayName())
                .isEqualTo("🐈".repeat(50));
        assertThat(rejection(with("email", "a".repeat(250) + "@b.cd")).codes())
                .containsExactly("email_exceed_max_chars");
    }

    @Test
    void all_errors_are_reported_at_once_without_the_claims() {
        Registration.Refused refused =
                rejection(Map.of("name", "Ada\u0000 Lovelace", "email", "secret", "email_verified", "true"));

        assertThat(refused)
                .hasMessage("subject_blank handle_blank display_name_invalid_chars email_invalid")
                .hasNoCause();
    }

    @Test
    void the_text_form_contains_no_personal_data() throws Exception {
        assertThat(Registration.from(CLAIMS).toString())
                .doesNotContainIgnoringCase("ada")
                .doesNotContain("6f1c");
    }

    @Test
    void empty_claims_are_rejected() {
        assertThatThrownBy(() -> Registration.from(Map.of())).isInstanceOf(Registration.Refused.class);
    }

    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = new HashMap<>(CLAIMS);
        claims.put(claim, value);
        return claims;
    }

    private static Registration.Refused rejection(Map<String, ?> claims) {
        return catchThrowableOfType(Registration.Refused.class, () -> Registration.from(claims));
    }
}
