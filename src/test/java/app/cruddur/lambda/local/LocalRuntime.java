package app.cruddur.lambda.local;

import app.cruddur.persistence.ConnectionUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Runs the Lambda's jar locally as AWS runs it: unpacked, in a separate JVM, by AWS's runtime interface client. A development tool, part
 * of neither the WAR nor the Lambda's jar.
 */
public final class LocalRuntime implements AutoCloseable {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "app.cruddur.lambda.PostConfirmationHandler::handleRequest";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RuntimeApi api = new RuntimeApi();
    private final Path directory = Files.createTempDirectory("cruddur-lambda");
    private final Path log = directory.resolve("log");
    private final Process process;
    private final Duration startUp;
    private long logPosition;

    /**
     * Starts the function and waits until it requests its first event.
     *
     * @param target the build directory, with {@code cruddur-post-confirmation.jar} and {@code lambda-runtime}
     * @param environment environment variables in addition to those that AWS sets
     * @throws IOException with the output of the function, when it does not start
     */
    public LocalRuntime(Path target, Map<String, String> environment, String... jvmOptions)
            throws IOException, InterruptedException {
        Path task = Files.createDirectory(directory.resolve("task"));
        unpack(target.resolve("cruddur-post-confirmation.jar"), task);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The options of AWS's Java 17 runtime.
        command.addAll(List.of("-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", classPath(target.resolve("lambda-runtime")), CLIENT, HANDLER));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", api.address(),
                        "AWS_LAMBDA_FUNCTION_NAME", "cruddur-post-confirmation",
                        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                        "LAMBDA_TASK_ROOT", task.toString(),
                        "TZ", ":UTC"));
        long start = System.nanoTime();
        process = builder.start();
        try {
            startUp = Duration.ofNanos(await(api.firstRequest()) - start);
        } catch (IOException e) {
            String output = log().strip();
            close();
            throw new IOException(output.isEmpty() ? e.getMessage() : output, e);
        }
    }

    /** The function as the scripts run it, with the {@code CONNECTION_URL} of this process. */
    static LocalRuntime ofScripts(Path target) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().retainAll(List.of(ConnectionUrl.VARIABLE, "JAVA_TOOL_OPTIONS"));
        return new LocalRuntime(target, environment);
    }

    /** The time from starting the JVM to the request for the first event. */
    public Duration startUp() {
        return startUp;
    }

    /** The process of the function's JVM. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Invokes the function with an event and waits for the result. */
    public InvocationResult invoke(String event) throws IOException, InterruptedException {
        return await(api.submit(event));
    }

    /** Everything that the function has printed. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** What the function has printed since the last call. */
    String newLogLines() throws IOException {
        try (InputStream file = Files.newInputStream(log)) {
            file.skipNBytes(logPosition);
            byte[] lines = file.readAllBytes();
            logPosition += lines.length;
            return new String(lines, StandardCharsets.UTF_8);
        }
    }

    private <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        process.onExit().thenAccept(ended -> future.completeExceptionally(new IOException()));
        try {
            return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The process of the Lambda function ended with " + process.exitValue(), e);
        } catch (TimeoutException e) {
            throw new IOException("The Lambda function did not respond within " + TIMEOUT.toSeconds() + " s", e);
        }
    }

    private static String classPath(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(jar -> jar.toAbsolutePath().toString()).sorted().collect(Collectors.joining(":"));
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(jar);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path unpacked = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(unpacked);
                } else {
                    Files.createDirectories(unpacked.getParent());
                    Files.copy(zip, unpacked);
                }
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        api.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
