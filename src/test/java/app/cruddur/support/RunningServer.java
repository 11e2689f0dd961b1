package app.cruddur.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * A server more than the shared one: the WAR as it was built, on the server of this Maven profile or on one that is named, in a process of
 * its own, with an environment of its own. For a second node, another configuration, or one to be killed.
 */
public final class RunningServer implements AutoCloseable {

    private final Server kind;
    private final Path war;
    private final Path home;
    private final int port;
    private final Map<String, String> environment;
    private Process process;

    private RunningServer(Server kind, Path war, int port, Map<String, String> environment) throws IOException {
        this.kind = kind;
        this.war = war;
        this.home = Files.createTempDirectory("cruddur-server");
        this.port = port;
        this.environment = environment;
        launch();
    }

    /**
     * Starts one on the server of this Maven profile, and waits until it answers.
     *
     * @param environment besides what the tests themselves run with; a null takes a variable away
     * @throws IllegalStateException with what it printed, when it does not come up
     */
    public static RunningServer start(Map<String, String> environment) throws IOException, InterruptedException {
        return start(Server.ofProfile(), environment);
    }

    /** The same, on the server that is named. */
    public static RunningServer start(Server kind, Map<String, String> environment)
            throws IOException, InterruptedException {
        RunningServer server = launch(kind, environment);
        server.awaitReady();
        return server;
    }

    /** The same at a port of one's choice: where another has been before. */
    public static RunningServer start(Map<String, String> environment, int port)
            throws IOException, InterruptedException {
        RunningServer server = new RunningServer(Server.ofProfile(), war(), port, environment);
        server.awaitReady();
        return server;
    }

    /** Starts one on the server of this Maven profile, and does not wait. */
    public static RunningServer launch(Map<String, String> environment) throws IOException {
        return launch(environment, war());
    }

    /** The same with another WAR. */
    public static RunningServer launch(Map<String, String> environment, Path war) throws IOException {
        return new RunningServer(Server.ofProfile(), war, freePort(), environment);
    }

    /** The same, on the server that is named. */
    public static RunningServer launch(Server kind, Map<String, String> environment) throws IOException {
        return new RunningServer(kind, war(), freePort(), environment);
    }

    private static Path war() {
        return Path.of(System.getProperty("test.war"));
    }

    /**
     * Waits until it answers.
     *
     * @throws IllegalStateException with what it printed, when it does not come up; it is closed then
     */
    public void awaitReady() throws IOException, InterruptedException {
        if (!Readiness.await(process, uri())) {
            String output = output();
            close();
            throw new IllegalStateException("The server did not come up:\n" + output);
        }
    }

    /** Starts it anew where it was, after it ended; {@link #awaitReady} waits for it. */
    public void relaunch() throws IOException {
        FileUtils.deleteDirectory(files().toFile());
        launch();
    }

    private void launch() throws IOException {
        ProcessBuilder command = kind.command(Files.createDirectories(files()), port, war)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        environment.forEach((name, value) -> {
            if (value == null) {
                command.environment().remove(name);
            } else {
                command.environment().put(name, value);
            }
        });
        process = command.start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where the front page is, with a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public Server kind() {
        return kind;
    }

    /** The Java process; WildFly's is started by a shell script. */
    public ProcessHandle process() {
        return process.descendants().findFirst().orElseGet(process::toHandle);
    }

    /** Where it writes. */
    public Path files() {
        return home.resolve("server");
    }

    /** All that it printed so far. */
    public String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return home.resolve("output.log");
    }

    /** Whether it ended, by itself or because it was told to, within that time. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process().destroy();
        if (!awaitEnd(Duration.ofSeconds(20))) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (Files.exists(log())) {
            // For whoever asks why a test failed.
            Path logs = Files.createDirectories(war().resolveSibling("server-logs"));
            Files.move(log(), logs.resolve(home.getFileName() + ".log"));
        }
        FileUtils.deleteDirectory(home.toFile());
    }
}
