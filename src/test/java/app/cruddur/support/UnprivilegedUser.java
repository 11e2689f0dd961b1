package app.cruddur.support;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Starts programs that refuse to run as root as Debian's user {@code postgres}; if the tests do not run as root, as their user. */
final class UnprivilegedUser {

    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
    private static final String USER_NAME = "postgres";

    private UnprivilegedUser() {}

    /** Creates a temporary directory that this user owns. */
    static Path directory(String prefix) throws IOException {
        Path directory = Files.createTempDirectory(prefix);
        if (IS_ROOT) {
            Files.setOwner(
                    directory,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(USER_NAME));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return directory;
    }

    /** The command that runs the program as this user. The program replaces the started process, so that they have the same process id. */
    static ProcessBuilder command(String... program) {
        List<String> command = new ArrayList<>();
        if (IS_ROOT) {
            command.addAll(List.of("setpriv", "--reuid", USER_NAME, "--regid", USER_NAME, "--clear-groups"));
        }
        command.addAll(List.of(program));
        return new ProcessBuilder(command);
    }
}
