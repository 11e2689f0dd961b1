package app.cruddur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubjectTest {

    @ParameterizedTest
    @EnumSource
    void a_subject_has_requests_and_documentation(Subject subject) throws Exception {
        assertThat(Files.readString(Path.of("bench/requests.lua"))).contains("[\"" + subject.title() + "\"] = ");
        assertThat(Files.readString(Path.of("bench/README.md")))
                .containsPattern("\n\\| ([a-z0-9-]+, )?" + subject.title() + "[ ,]");
        assertThat(Files.readString(Path.of("bench/run"))).containsPattern("[ ,]" + subject.title() + "[,\n]");
    }

    @ParameterizedTest
    @EnumSource
    void a_script_leaves_no_positional_parameter(Subject subject) {
        assertThat(subject.script()).doesNotContainPattern("\\?\\d");
    }
}
