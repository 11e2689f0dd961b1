package app.cruddur.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * A server more than the shared one: the WAR as it was built, on the server of this Maven profile, in a process of its own, with an
 * environment of its own. For a second node, another configuration, or one to be killed.
 */
public final class RunningServer implements AutoCloseable {

    private final Path home;
    private final URI uri;
    private final Process process;

    private RunningServer(Path home, int port, ProcessBuilder command) throws IOException {
        this.home = home;
        this.uri = URI.create("http://127.0.0.1:" + port + "/");
        this.process = command.redirectErrorStream(true)
                .redirectOutput(log(home).toFile())
                .start();
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param environment besides what the tests themselves run with; a null takes a variable away
     * @throws IllegalStateException with what it printed, when it does not come up
     */
    public static RunningServer start(Map<String, String> environment) throws IOException, InterruptedException {
        return start(environment, freePort());
    }

    /** The same at a port of one's choice: where another has been before. */
    public static RunningServer start(Map<String, String> environment, int port)
            throws IOException, InterruptedException {
        RunningServer server = launch(environment, port, Path.of(System.getProperty("test.war")));
        if (!Readiness.await(server.process, server.uri)) {
            String output = server.output();
            server.close();
            throw new IllegalStateException("The server did not come up:\n" + output);
        }
        return server;
    }

    /** Starts one and does not wait. */
    public static RunningServer launch(Map<String, String> environment) throws IOException {
        return launch(environment, Path.of(System.getProperty("test.war")));
    }

    /** The same with another WAR. */
    public static RunningServer launch(Map<String, String> environment, Path war) throws IOException {
        return launch(environment, freePort(), war);
    }

    private static RunningServer launch(Map<String, String> environment, int port, Path war) throws IOException {
        Path home = Files.createTempDirectory("cruddur-server");
        ProcessBuilder command = command(home, port, war);
        environment.forEach((name, value) -> {
            if (value == null) {
                command.environment().remove(name);
            } else {
                command.environment().put(name, value);
            }
        });
        return new RunningServer(home, port, command);
    }

    private static ProcessBuilder command(Path home, int port, Path war) throws IOException {
        if ("wildfly".equals(System.getProperty("arquillian.launch"))) {
            return WildFly.command(home, port, freePort(), Path.of(System.getProperty("test.wildfly.home")), war);
        }
        Path target = Path.of(System.getProperty("test.war")).getParent();
        return PayaraMicro.command(home, port, target, war);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where the front page is, with a slash at the end. */
    public URI uri() {
        return uri;
    }

    /** The Java process; WildFly's is started by a shell script. */
    public ProcessHandle process() {
        return process.descendants().findFirst().orElseGet(process::toHandle);
    }

    /** All that it printed so far. */
    public String output() {
        try {
            return Files.readString(log(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Path home) {
        return home.resolve("output.log");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process().destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        FileUtils.deleteDirectory(home.toFile());
    }
}
