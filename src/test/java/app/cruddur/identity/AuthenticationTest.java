package app.cruddur.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AuthenticationTest {

    @Test
    void tokens_are_asked_for_unless_told_otherwise() {
        assertThat(Authentication.of(null)).isEqualTo(Authentication.JWT);
        assertThat(Authentication.of("jwt")).isEqualTo(Authentication.JWT);
        assertThat(Authentication.of("open")).isEqualTo(Authentication.OPEN);
    }

    @Test
    void a_misspelt_switch_never_opens_the_door() {
        assertThatThrownBy(() -> Authentication.of("Open")).hasMessageContaining("CRUDDUR_AUTH");
        assertThatThrownBy(() -> Authentication.of("")).hasMessageContaining("CRUDDUR_AUTH");
    }

    @Test
    void tokens_are_not_built_yet_and_the_server_says_so() {
        assertThatThrownBy(Authentication.JWT::announce).hasMessageContaining("not built yet");
    }
}
