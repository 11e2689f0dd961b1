package app.cruddur.support;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** For programs that refuse to run as root: they run as Debian's user {@code postgres}; without root, as the user of the tests. */
final class UnprivilegedUser {

    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
    private static final String NAME = "postgres";

    private UnprivilegedUser() {}

    /** A new temporary directory that belongs to this user. */
    static Path directory(String prefix) throws IOException {
        Path directory = Files.createTempDirectory(prefix);
        if (IS_ROOT) {
            Files.setOwner(
                    directory,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(NAME));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return directory;
    }

    /** Runs in the same process: its id is the program's own. */
    static ProcessBuilder command(String... program) {
        List<String> command = new ArrayList<>();
        if (IS_ROOT) {
            command.addAll(List.of("setpriv", "--reuid", NAME, "--regid", NAME, "--clear-groups"));
        }
        command.addAll(List.of(program));
        return new ProcessBuilder(command);
    }
}
