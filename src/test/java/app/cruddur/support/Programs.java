package app.cruddur.support;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that tests need and that Maven does not bring. */
public final class Programs {

    private Programs() {}

    /** Skips the test when the program is missing, and says what to install; on CI it fails. */
    public static Path require(String program, String debianPackage) {
        return find(program).orElseGet(() -> {
            missing(program + " is not installed: apt-get install " + debianPackage);
            return null;
        });
    }

    /** Skips the test for the given reason; on CI it fails. */
    public static void missing(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    static Optional<Path> find(String program) {
        // Debian's own before what a developer put in front of it.
        return Stream.concat(
                        Stream.of("/usr/bin", "/usr/sbin"),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
