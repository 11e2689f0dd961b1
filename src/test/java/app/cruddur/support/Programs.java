package app.cruddur.support;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs that tests need and that Maven does not install. */
public final class Programs {

    private Programs() {}

    /** Finds a program. If it is missing, the test is skipped with the name of the package to install; on CI it fails. */
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
        // Programs of Debian take precedence over other ones in the PATH.
        return Stream.concat(
                        Stream.of("/usr/bin", "/usr/sbin"),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
