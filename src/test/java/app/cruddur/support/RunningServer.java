package app.cruddur.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * A server in addition to the shared one, in a separate process with its own environment: the packaged WAR on the application server of
 * this Maven profile or on a given one. For tests that need a second node, another configuration, or a server to kill.
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
     * Starts the application server of this Maven profile and waits until it is ready.
     *
     * @param environment variables in addition to those of the tests; a null value removes a variable
     * @throws IllegalStateException with its output, if it does not start
     */
    public static RunningServer start(Map<String, String> environment) throws IOException, InterruptedException {
        return start(Server.ofProfile(), environment);
    }

    /** Starts the given application server and waits until it is ready. */
    public static RunningServer start(Server kind, Map<String, String> environment)
            throws IOException, InterruptedException {
        RunningServer server = launch(kind, environment);
        server.awaitReady();
        return server;
    }

    /** Starts the application server of this Maven profile at a given port, such as that of an earlier one, and waits until it is ready. */
    public static RunningServer start(Map<String, String> environment, int port)
            throws IOException, InterruptedException {
        RunningServer server = new RunningServer(Server.ofProfile(), war(), port, environment);
        server.awaitReady();
        return server;
    }

    /** Starts the application server of this Maven profile without waiting. */
    public static RunningServer launch(Map<String, String> environment) throws IOException {
        return launch(environment, war());
    }

    /** Starts the application server of this Maven profile with another WAR, without waiting. */
    public static RunningServer launch(Map<String, String> environment, Path war) throws IOException {
        return new RunningServer(Server.ofProfile(), war, freePort(), environment);
    }

    /** Starts the given application server without waiting. */
    public static RunningServer launch(Server kind, Map<String, String> environment) throws IOException {
        return new RunningServer(kind, war(), freePort(), environment);
    }

    private static Path war() {
        return Path.of(System.getProperty("test.war"));
    }

    /**
     * Waits until the server is ready.
     *
     * @throws IllegalStateException with its output, if it does not start; it is then closed
     */
    public void awaitReady() throws IOException, InterruptedException {
        if (!Readiness.await(process, uri())) {
            String output = output();
            close();
            throw new IllegalStateException("The server did not come up:\n" + output);
        }
    }

    /** Starts it again at the same port after it has ended, without waiting; see {@link #awaitReady}. */
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

    /**
     * Returns a free port below those that operating systems use for outgoing connections: before the server binds its port, such a connection
     * could take it, and Payara then runs without a listener and logs no error.
     */
    public static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Taken; another one is tried.
            }
        }
    }

    /** The URL of the front page, with a trailing slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public Server kind() {
        return kind;
    }

    /** The Java process; in the case of WildFly a child of the shell script that starts it. */
    public ProcessHandle process() {
        return process.descendants().findFirst().orElseGet(process::toHandle);
    }

    /** The directory of its files. */
    public Path files() {
        return home.resolve("server");
    }

    /** Its output so far. */
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

    /** Waits for the end of the process; returns false if it still runs after this time. */
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
            // Keeps the log for the analysis of failed tests.
            Path logs = Files.createDirectories(war().resolveSibling("server-logs"));
            Files.move(log(), logs.resolve(home.getFileName() + ".log"));
        }
        FileUtils.deleteDirectory(home.toFile());
    }
}
