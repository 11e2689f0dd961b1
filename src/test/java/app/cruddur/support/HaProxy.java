package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The installed HAProxy in front of two PostgreSQL servers. It forwards to the one that Patroni's REST API reports as the primary. */
public final class HaProxy extends LoopbackProgram {

    private static final Path TEMPLATE = Path.of("src/test/resources/patroni/haproxy.cfg");

    private HaProxy(Path home, int port, ProcessBuilder command) throws IOException, InterruptedException {
        super(home, port, command);
    }

    /** Starts HAProxy; skips the test if it is not installed. */
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
        return new HaProxy(home, port, new ProcessBuilder(program, "-db", "-f", "haproxy.cfg"));
    }

    /** The connection URL of the primary's database {@code cruddur} through HAProxy. */
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + port() + "/cruddur";
    }
}
