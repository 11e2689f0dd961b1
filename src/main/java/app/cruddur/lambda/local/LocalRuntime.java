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
 * Runs the Lambda's jar as AWS does, without AWS: unpacked, in a JVM of its own, by AWS's own runtime interface client. Neither the WAR
 * nor the Lambda's jar holds it.
 */
public final class LocalRuntime implements AutoCloseable {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "app.cruddur.lambda.PostConfirmationHandler::handleRequest";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RuntimeApi api = new RuntimeApi();
    private final Path directory = Files.createTempDirectory("cruddur-lambda");
    private final Path log = directory.resolve("log");
    private final Process process;
    private final Duration startUp;
    private long told;

    /**
     * Starts it and waits until it asks for its first event.
     *
     * @param target the build's directory, with {@code cruddur-post-confirmation.jar} and {@code lambda-runtime}
     * @param environment what the Lambda finds in its environment, beside what AWS puts there
     * @throws IOException with all that it said, when it does not get that far
     */
    public LocalRuntime(Path target, Map<String, String> environment, String... jvmOptions)
            throws IOException, InterruptedException {
        Path task = Files.createDirectory(directory.resolve("task"));
        unpack(target.resolve("cruddur-post-confirmation.jar"), task);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As AWS starts its Java 17.
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
            startUp = Duration.ofNanos(await(api.asked()) - start);
        } catch (IOException e) {
            String said = log().strip();
            close();
            throw new IOException(said.isEmpty() ? e.getMessage() : said, e);
        }
    }

    /** The Lambda as the scripts run it: with their own {@code CONNECTION_URL}. */
    static LocalRuntime ofScripts(Path target) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().retainAll(List.of(ConnectionUrl.VARIABLE, "JAVA_TOOL_OPTIONS"));
        return new LocalRuntime(target, environment);
    }

    /** How long it took from nothing to asking for the first event. */
    public Duration startUp() {
        return startUp;
    }

    /** Its JVM. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Hands it an event and waits for what comes back. */
    public InvocationResult invoke(String event) throws IOException, InterruptedException {
        return await(api.submit(event));
    }

    /** All that it has printed so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** What it has printed since this was last asked. */
    String news() throws IOException {
        try (InputStream file = Files.newInputStream(log)) {
            file.skipNBytes(told);
            byte[] news = file.readAllBytes();
            told += news.length;
            return new String(news, StandardCharsets.UTF_8);
        }
    }

    private <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        process.onExit().thenAccept(ended -> future.completeExceptionally(new IOException()));
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The Lambda's process ended with " + process.exitValue(), e);
        } catch (TimeoutException e) {
            throw new IOException("The Lambda is silent after " + PATIENCE.toSeconds() + " s", e);
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
