package app.cruddur.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** The machine's own HAProxy in front of two PostgreSQL servers: it leads to the one that Patroni's REST API calls the primary. */
public final class HaProxy implements AutoCloseable {

    private static final Path TEMPLATE = Path.of("src/test/resources/patroni/haproxy.cfg");

    private final Path home;
    private final int port;
    private final Process process;

    private HaProxy(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    /** Starts it; skips the test where it is not installed. */
    public static HaProxy start(Patroni patroni) throws IOException, InterruptedException {
        String program = Programs.require("haproxy", "haproxy").toString();
        Path home = Files.createTempDirectory("cruddur-haproxy");
        int port = RunningServer.freePort();
        String text = Files.readString(TEMPLATE).replace("${LISTEN}", "127.0.0.1:" + port);
        for (int i = 0; i < patroni.members().size(); i++) {
            Patroni.Member member = patroni.members().get(i);
            text = text.replace("${DB" + (i + 1) + "}", "127.0.0.1:" + member.port())
                    .replace("${REST" + (i + 1) + "}", String.valueOf(member.restPort()));
        }
        Files.writeString(home.resolve("haproxy.cfg"), text);
        Process process = new ProcessBuilder(program, "-db", "-f", "haproxy.cfg")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.log").toFile())
                .start();
        HaProxy proxy = new HaProxy(home, port, process);
        proxy.awaitOpen();
        return proxy;
    }

    private void awaitOpen() throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                return;
            } catch (IOException e) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        String output = Files.readString(home.resolve("output.log"));
        close();
        throw new IllegalStateException("HAProxy did not start:\n" + output);
    }

    /** The primary's database {@code cruddur}, through it. */
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + port + "/cruddur";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        FileUtils.deleteDirectory(home.toFile());
    }
}
