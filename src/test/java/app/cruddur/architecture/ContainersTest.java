package app.cruddur.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.config.Configuration;
import app.cruddur.config.Setting;
import app.cruddur.support.Programs;
import app.cruddur.support.RunningServer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Checks {@code Dockerfile}, {@code docker-compose.yml} and {@code container/} without a container engine. */
class ContainersTest {

    private static final List<String> BACKENDS = List.of("backend", "backend-wildfly", "node-1", "node-2", "node-3");

    @Test
    void every_variable_passed_to_a_backend_is_read_by_the_code() throws IOException {
        Set<String> read = variablesReadByTheCode();

        for (String backend : BACKENDS) {
            Map<?, ?> environment = (Map<?, ?>) service(backend).get("environment");

            assertThat(environment.keySet().stream().map(Object::toString))
                    .as(backend)
                    .contains("CONNECTION_URL")
                    .isSubsetOf(read);
        }
    }

    @Test
    void every_documented_variable_is_passed_to_every_backend() throws IOException {
        Set<String> documented = documentedVariables();
        assertThat(documented).isEqualTo(variablesReadByTheCode());

        for (String backend : BACKENDS) {
            Map<?, ?> environment = (Map<?, ?>) service(backend).get("environment");

            assertThat(environment.keySet().stream().map(Object::toString))
                    .as(backend)
                    .containsAll(documented);
        }
    }

    @Test
    void a_variable_that_is_unset_on_the_host_keeps_its_default_in_the_container() throws IOException {
        Map<?, ?> environment = (Map<?, ?>) service("backend").get("environment");
        Set<String> passedOn = environment.entrySet().stream()
                .filter(variable -> variable.getValue() == null)
                .map(variable -> variable.getKey().toString())
                .collect(Collectors.toSet());

        assertThat(environment.entrySet().stream()
                        .filter(variable -> !passedOn.contains(variable.getKey().toString()))
                        .map(variable -> variable.getKey().toString()))
                .as("those with a value of the composition's own")
                .containsExactlyInAnyOrder("CONNECTION_URL", "CRUDDUR_AUTH", "CRUDDUR_SEED");
    }

    @Test
    void the_env_file_is_excluded_from_git_and_from_images() throws IOException {
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains(".env");
        assertThat(Files.readAllLines(Path.of(".dockerignore")))
                .as("the last line that matches decides")
                .last()
                .isEqualTo("**/.env");
    }

    @Test
    void every_backend_is_built_from_a_stage_of_the_dockerfile() throws IOException {
        List<String> stages = stages();

        for (String backend : BACKENDS) {
            assertThat(target(backend)).as(backend).isIn(stages);
        }
        assertThat(stages).as("what a plain docker build makes").last().isEqualTo(target("backend"));
    }

    @Test
    void every_published_port_is_bound_to_localhost() throws IOException {
        for (Object service : services().values()) {
            Object ports = ((Map<?, ?>) service).get("ports");
            assertThat(ports == null ? List.of() : (List<?>) ports)
                    .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void nginx_gets_the_variables_of_its_template_and_the_nodes_trust_nginx() throws IOException {
        String template = Files.readString(Path.of("cluster/nginx.conf.template"));
        Map<?, ?> nginx = service("nginx");
        Map<?, ?> environment = (Map<?, ?>) nginx.get("environment");
        Object address = ((Map<?, ?>) ((Map<?, ?>) nginx.get("networks")).get("cluster")).get("ipv4_address");

        assertThat(matches("\\$\\{([A-Z_0-9]+)}", template).distinct())
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(
                        environment.keySet().stream().map(Object::toString).toList());
        for (int i = 1; i <= 3; i++) {
            assertThat(environment.get("NODE_" + i)).isEqualTo("node-" + i + ":8080");
            Map<?, ?> node = service("node-" + i);
            assertThat(((Map<?, ?>) node.get("environment")).get("CRUDDUR_TRUSTED_PROXIES"))
                    .isEqualTo(address);
            assertThat((List<?>) node.get("networks")).asString().contains("cluster");
            assertThat(node.get("ports"))
                    .as("past nginx, X-Forwarded-For would not be set")
                    .isNull();
        }
        assertThat(nginx.get("volumes").toString()).contains("./cluster/nginx.conf.template:");
    }

    @Test
    void server_versions_are_only_in_the_pom() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> versions =
                matches("<(?:payara|wildfly)\\.version>(.+?)</", pom).toList();
        assertThat(versions).as("Payara 6, Payara 7 and WildFly").hasSize(3);

        for (Path file : files()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain(versions);
        }
    }

    @Test
    void dockerignore_admits_exactly_the_files_that_the_dockerfile_copies() throws IOException {
        List<String> admitted = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> copied = matches("(?m)^COPY (?!--from)(\\S+) \\S+$", Files.readString(Path.of("Dockerfile")))
                .toList();

        assertThat(copied).isNotEmpty().allSatisfy(path -> assertThat(Path.of(path))
                .exists());
        assertThat(admitted).containsExactlyInAnyOrderElementsOf(copied);
    }

    @Test
    void a_container_is_healthy_only_while_its_server_returns_200() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int[] status = {200};
        server.createContext("/api/health-check", exchange -> {
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertThat(healthCheck(port)).isZero();

            status[0] = 503;
            assertThat(healthCheck(port)).isNotZero();
        } finally {
            server.stop(0);
        }
        assertThat(healthCheck(RunningServer.freePort())).isNotZero();
    }

    @Test
    void shellcheck_finds_nothing() throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Programs.require("shellcheck", "shellcheck").toString()));
        command.addAll(scripts().map(Path::toString).toList());

        Process shellcheck =
                new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(new String(shellcheck.getInputStream().readAllBytes())).isEmpty();
        assertThat(shellcheck.waitFor()).isZero();
    }

    private static int healthCheck(int port) throws IOException, InterruptedException {
        Process check = new ProcessBuilder("container/health-check", String.valueOf(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }

    private static Map<?, ?> services() throws IOException {
        Map<?, ?> compose = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("docker-compose.yml")));
        return (Map<?, ?>) compose.get("services");
    }

    private static Map<?, ?> service(String name) throws IOException {
        return (Map<?, ?>) services().get(name);
    }

    private static String target(String service) throws IOException {
        return ((Map<?, ?>) service(service).get("build")).get("target").toString();
    }

    private static List<String> stages() throws IOException {
        return matches("(?m)^FROM \\S+ AS (\\S+)$", Files.readString(Path.of("Dockerfile")))
                .toList();
    }

    /** Variables in the first column of the tables in docs/configuration.md. */
    private static Set<String> documentedVariables() throws IOException {
        return matches("(?m)^\\| `([A-Z_]+)` \\|", Files.readString(Path.of("docs/configuration.md")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> variablesReadByTheCode() {
        return Configuration.SETTINGS.stream().map(Setting::variable).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> matches(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().map(match -> match.group(1));
    }

    private static List<Path> files() throws IOException {
        return Stream.concat(Stream.of(Path.of("Dockerfile"), Path.of("docker-compose.yml")), scripts())
                .toList();
    }

    private static Stream<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("container"))) {
            return files.filter(Files::isExecutable).toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
