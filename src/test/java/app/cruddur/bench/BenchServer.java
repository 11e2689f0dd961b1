package app.cruddur.bench;

import app.cruddur.support.RunningServer;
import app.cruddur.support.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An application server and the JDK that it runs on. {@code bench/run} puts the files of each server under {@code target/server}. */
enum BenchServer {
    PAYARA_7(Server.PAYARA, 25),
    PAYARA_6(Server.PAYARA, 17),
    WILDFLY(Server.WILDFLY, 17);

    private static final Path SERVERS = Path.of("target/server").toAbsolutePath();
    private static final Path INSTALLED_JDKS = Path.of("/usr/lib/jvm");

    private final Server kind;
    private final int javaVersion;

    BenchServer(Server kind, int javaVersion) {
        this.kind = kind;
        this.javaVersion = javaVersion;
    }

    /** Finds servers by their names; those that are not installed are reported and left out. */
    static List<BenchServer> installed(Collection<String> names, List<Path> jdks) throws IOException {
        List<BenchServer> installed = new ArrayList<>();
        for (BenchServer server : values()) {
            if (!names.contains(server.title())) {
                continue;
            }
            if (server.files().isEmpty()) {
                Bench.log("!! " + server.title() + " is skipped: Maven did not find its files");
            } else if (server.javaHome(jdks).isEmpty()) {
                Bench.log("!! " + server.title() + " is skipped: there is no JDK " + server.javaVersion + " under "
                        + INSTALLED_JDKS + "; see --jdk");
            } else {
                installed.add(server);
            }
        }
        return installed;
    }

    /** The names of all servers. */
    static List<String> titles() {
        return Arrays.stream(values()).map(BenchServer::title).toList();
    }

    /** The name on the command line and in the tables, such as {@code payara-7}. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Starts the server and waits until it is ready. */
    RunningServer start(List<Path> jdks, Map<String, String> environment) throws IOException, InterruptedException {
        System.setProperty("server.java.home", javaHome(jdks).orElseThrow().toString());
        System.setProperty(
                kind == Server.WILDFLY ? "test.wildfly.home" : "server.payara.jar",
                files().orElseThrow().toString());
        return RunningServer.start(kind, environment);
    }

    /** WildFly's directory or Payara's jar. */
    private Optional<Path> files() throws IOException {
        Path directory = SERVERS.resolve(title());
        return Files.isDirectory(directory) ? first(directory) : Optional.empty();
    }

    private Optional<Path> javaHome(List<Path> jdks) throws IOException {
        try (Stream<Path> installed = Files.list(INSTALLED_JDKS)) {
            return Stream.concat(jdks.stream(), installed)
                    .filter(jdk -> release(jdk).contains("JAVA_VERSION=\"" + javaVersion))
                    .findFirst();
        }
    }

    private static String release(Path jdk) {
        try {
            return Files.readString(jdk.resolve("release"));
        } catch (IOException e) {
            return ""; // not a JDK
        }
    }

    private static Optional<Path> first(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findFirst();
        }
    }
}
