package app.cruddur.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Programs;
import app.cruddur.support.Scripts;
import app.cruddur.support.Scripts.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks every script under {@code bin} and {@code bench}. */
class ScriptsTest {

    @TempDir
    private Path directory;

    static List<String> scripts() throws Exception {
        return Scripts.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_script_has_a_help_text(String script) throws Exception {
        Run run = new Scripts(directory).run(Map.of(), script, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).startsWith("Usage: " + script).contains("Exit codes: 0 done");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void shellcheck_finds_nothing() throws Exception {
        Path shellcheck = Programs.require("shellcheck", "shellcheck");
        Path root = Path.of("").toAbsolutePath();
        List<String> command =
                new ArrayList<>(List.of(shellcheck.toString(), "--external-sources", "--source-path", root.toString()));
        command.add(root.resolve("bin/common.sh").toString());
        command.add(root.resolve(".devcontainer/postCreate.sh").toString());
        command.add(root.resolve(".devcontainer/toolbox/install.sh").toString());
        scripts().forEach(script -> command.add(root.resolve(script).toString()));

        Run run = new Scripts(directory).execute(Map.of(), "", command);

        assertThat(run.output() + run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }
}
