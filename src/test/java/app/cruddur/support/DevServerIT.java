package app.cruddur.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that {@code mvn -Pdev} runs after the build, with the application server of this Maven profile. */
@Tag("dev-run")
class DevServerIT {

    private static final int MAX_LINES = 12;

    @TempDir
    private Path home;

    @Test
    void starts_its_own_database_prints_few_lines_and_keeps_the_servers_log_in_a_file() throws Exception {
        int port = RunningServer.freePort();
        Process dev = start(port, Map.of("CONNECTION_URL", "postgresql://db.example.com/production"));
        try {
            List<String> lines = awaitLine(dev, "Stop it with Ctrl-C");

            String address = "http://127.0.0.1:" + port + "/";
            String database = "postgresql://postgres@127.0.0.1:" + DevServer.databasePort(port) + "/cruddur";
            assertThat(lines).hasSizeLessThan(MAX_LINES);
            assertThat(String.join("\n", lines))
                    .contains("on Java " + Runtime.version(), "Cruddur is at " + address, database)
                    .contains("its log is " + home.resolve("server.log"), "CONNECTION_URL is ignored");
            assertThat(home.resolve("server.log")).isNotEmptyFile();
            assertThat(get(URI.create(address).resolve("api/activities/home"))).contains("\"handle\"");
        } finally {
            stop(dev);
        }
    }

    @Test
    void a_configuration_error_is_the_last_thing_that_it_prints() throws Exception {
        Process dev = start(RunningServer.freePort(), Map.of("CRUDDUR_AUTH", "jwt"));
        try {
            assertThat(dev.waitFor(8, TimeUnit.MINUTES)).isTrue();
        } finally {
            stop(dev);
        }

        assertThat(dev.exitValue()).isEqualTo(1);
        assertThat(lastLines()).contains("AWS_COGNITO_USER_POOL_ID").contains("server.log");
    }

    @Test
    void a_port_in_use_is_reported_with_the_option_that_changes_it() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process dev = start(taken.getLocalPort(), Map.of());

            assertThat(dev.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(dev.exitValue()).isEqualTo(1);
            assertThat(lastLines()).contains("port " + taken.getLocalPort() + " is in use", "-Dport=");
        }
    }

    private Process start(int port, Map<String, String> variables) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String property :
                List.of("arquillian.launch", "postgres.version", "server.name", "test.war", "test.wildfly.home")) {
            command.add("-D" + property + "=" + System.getProperty(property));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                DevServer.class.getName(),
                String.valueOf(port),
                home.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
        // The variables that Maven sets for the shared server.
        builder.environment().keySet().removeIf(name -> name.equals("CONNECTION_URL") || name.startsWith("CRUDDUR_"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private List<String> awaitLine(Process dev, String text) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !dev.isAlive() || Files.readString(output()).contains(text));
        List<String> lines = lines();
        assertThat(lines).anyMatch(line -> line.contains(text));
        return lines;
    }

    private String lastLines() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(output());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path output() {
        return home.resolve("output.log");
    }

    private static void stop(Process dev) throws InterruptedException {
        dev.destroy();
        assertThat(dev.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private static String get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
