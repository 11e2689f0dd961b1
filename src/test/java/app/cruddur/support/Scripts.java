package app.cruddur.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the scripts under {@code bin/} and {@code bench/}, and after each run checks that no secret stood in its output or on the command line of a program
 * that it started. For the latter, recorders of the programs' arguments come first in {@code PATH}.
 */
public final class Scripts {

    /** What came of a run. */
    public record Run(int exitCode, String output, String errors) {

        /** The errors without the label, which is the first line. */
        public String complaint() {
            return errors.lines().filter(line -> !line.startsWith("== ")).reduce("", (all, line) -> all + line + "\n");
        }
    }

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final List<String> RECORDED =
            List.of("psql", "pg_dump", "pg_restore", "mvn", "aws", "curl", "sed", "grep", "id", "find");

    private final Path directory;
    private final Path recorders;
    private final Path record;
    private final List<String> secrets;

    /**
     * @param directory where the scripts run
     * @param secrets what must never show
     */
    public Scripts(Path directory, String... secrets) throws IOException {
        this.directory = directory;
        this.secrets = List.of(secrets);
        record = directory.resolve("recorded-command-lines");
        recorders = Files.createDirectory(directory.resolve("recorders"));
        Files.createFile(record);
        for (String program : RECORDED) {
            Programs.find(program).ifPresent(real -> recordAs(program, real));
        }
        recordAs("java", Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    private void recordAs(String program, Path real) {
        try {
            Path recorder = Files.writeString(
                    recorders.resolve(program),
                    "#!/bin/bash\nprintf '%%s ' %s \"$@\" >>'%s'\necho >>'%s'\nexec '%s' \"$@\"\n"
                            .formatted(program, record, record, real));
            Files.setPosixFilePermissions(recorder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scripts, by their paths from the root. */
    public static List<String> all() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(ROOT.resolve("bin")), Files.walk(ROOT.resolve("bench")))) {
            return files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** A PATH with the shell and next to nothing else. */
    public String bareMachine() throws IOException {
        Path programs = Files.createTempDirectory(directory, "bare");
        for (String program : List.of("bash", "env", "dirname", "basename", "id")) {
            Files.copy(Path.of("/usr/bin", program), programs.resolve(program), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return programs.toString();
    }

    /** Runs a script with nothing on stdin. */
    public Run run(Map<String, String> environment, String script, String... arguments) throws Exception {
        return execute(
                environment,
                "",
                Stream.concat(Stream.of(ROOT.resolve(script).toString()), Stream.of(arguments))
                        .toList());
    }

    /** Runs a script as on a terminal, on which the text is typed. */
    public Run runOnTerminal(Map<String, String> environment, String typed, String commandLine) throws Exception {
        return execute(
                environment,
                typed,
                List.of("script", "-qefc", ROOT.resolve(commandLine).toString(), "/dev/null"));
    }

    /** The command lines of all programs that were started so far. */
    public String commandLines() throws IOException {
        return Files.readString(record);
    }

    /** Runs any command as the scripts are run. */
    public Run execute(Map<String, String> environment, String input, List<String> command) throws Exception {
        Path output = Files.createTempFile(directory, "output", "");
        Path errors = Files.createTempFile(directory, "errors", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        Map<String, String> variables = new HashMap<>(
                Map.of("PATH", recorders + ":/usr/bin:/bin", "HOME", directory.toString(), "LANG", "C.UTF-8"));
        variables.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        Run run = new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
        assertThat(ended).as("%s ended; it said %s", command, run).isTrue();
        String shown = run.output() + run.errors() + commandLines();
        assertThat(secrets)
                .as("secrets in output and command lines of %s", command.get(0))
                .noneMatch(shown::contains);
        return run;
    }
}
