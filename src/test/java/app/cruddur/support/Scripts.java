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
 * Runs the scripts under {@code bin/} and {@code bench/}. After each run it checks that no secret appears in the output or on the command
 * line of a program that the script started. Wrappers that record the arguments of these programs come first in {@code PATH}.
 */
public final class Scripts {

    /** The result of a run. */
    public record Run(int exitCode, String output, String errors) {

        /** The errors without labels, the lines that start with {@code ==}. */
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
     * @param directory the working directory of the scripts
     * @param secrets texts that must not appear in output or command lines
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

    /** The paths of all scripts, relative to the project's root. */
    public static List<String> all() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(ROOT.resolve("bin")), Files.walk(ROOT.resolve("bench")))) {
            return files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** A {@code PATH} with Bash and four basic programs only. */
    public String bareMachine() throws IOException {
        Path programs = Files.createTempDirectory(directory, "bare");
        for (String program : List.of("bash", "env", "dirname", "basename", "id")) {
            Files.copy(Path.of("/usr/bin", program), programs.resolve(program), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return programs.toString();
    }

    /** Runs a script with empty standard input. */
    public Run run(Map<String, String> environment, String script, String... arguments) throws Exception {
        return execute(
                environment,
                "",
                Stream.concat(Stream.of(ROOT.resolve(script).toString()), Stream.of(arguments))
                        .toList());
    }

    /** Runs a script on a pseudo-terminal, into which the text is typed. */
    public Run runOnTerminal(Map<String, String> environment, String typed, String commandLine) throws Exception {
        return execute(
                environment,
                typed,
                List.of("script", "-qefc", ROOT.resolve(commandLine).toString(), "/dev/null"));
    }

    /** The recorded command lines so far. */
    public String commandLines() throws IOException {
        return Files.readString(record);
    }

    /** Runs a command in the same way as a script. */
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
