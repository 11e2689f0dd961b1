package app.cruddur.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** An installed proxy in a separate process that listens on a port of 127.0.0.1, with a temporary directory for its files. */
abstract class LoopbackProgram implements AutoCloseable {

    private static final String OUTPUT = "output.log";

    private final Path home;
    private final int port;
    private final Process process;

    /**
     * Starts the program and waits until its port is open.
     *
     * @param command a program that uses {@code home} as its working directory
     * @throws IllegalStateException with its output, if it does not start; its directory is then deleted
     */
    LoopbackProgram(Path home, int port, ProcessBuilder command) throws IOException, InterruptedException {
        this.home = home;
        this.port = port;
        this.process = command.directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(OUTPUT).toFile())
                .start();
        while (!isOpen()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                String output = Files.readString(home.resolve(OUTPUT));
                close();
                throw new IllegalStateException(getClass().getSimpleName() + " did not start:\n" + output);
            }
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the process at once: on SIGTERM, PgBouncer waits for its clients. */
    void stop(Process running) {
        running.destroyForcibly();
    }

    final Path home() {
        return home;
    }

    final int port() {
        return port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop(process);
        process.waitFor();
        FileUtils.deleteDirectory(home.toFile());
    }
}
