package app.cruddur.support;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Two PostgreSQL servers under Debian's Patroni in synchronous mode, with one etcd and without a watchdog, on free ports of 127.0.0.1. The
 * configuration files are in {@code src/test/resources/patroni}; docs/replication.md shows the same.
 */
public final class Patroni implements AutoCloseable {

    private static final Path TEMPLATES = Path.of("src/test/resources/patroni");

    private final Path home;
    private final List<Member> members = new ArrayList<>();
    private final Path binaries;
    private final int etcdPort = RunningServer.freePort();
    private final Process etcd;

    private Patroni(Path home, Path binaries) throws IOException {
        this.home = home;
        this.binaries = binaries;
        String client = "http://127.0.0.1:" + etcdPort;
        String peer = "http://127.0.0.1:" + RunningServer.freePort();
        // Patroni's "etcd:" is the API of version 2.
        etcd = launch(
                "etcd",
                "etcd",
                "--enable-v2",
                "--name=one",
                "--data-dir=etcd",
                "--unsafe-no-fsync",
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=one=" + peer);
        members.add(new Member("db1"));
        members.add(new Member("db2"));
    }

    /** Starts all of it, with a database {@code cruddur}; skips the test where a program is missing. */
    public static Patroni start() throws IOException, SQLException, InterruptedException {
        Programs.require("patroni", "patroni");
        Programs.require("etcd", "etcd-server");
        Patroni patroni = new Patroni(UnprivilegedUser.directory("cruddur-patroni"), postgresql());
        try {
            for (Member member : patroni.members) {
                member.startAgent();
            }
            patroni.awaitSynchronousStandby();
            patroni.leader().createDatabase();
            return patroni;
        } catch (RuntimeException | SQLException e) {
            patroni.close();
            throw e;
        }
    }

    private static Path postgresql() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> found = Files.list(versions)) {
                return found.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .findFirst()
                        .orElseThrow();
            }
        }
        Programs.missing("PostgreSQL's server is not installed: apt-get install postgresql");
        throw new IllegalStateException();
    }

    private Process launch(String name, String... command) throws IOException {
        return UnprivilegedUser.command(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve(name + ".log").toFile()))
                .start();
    }

    static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
    }

    /** Waits until one member is the leader and the other its synchronous standby, so that a failover loses nothing. */
    public void awaitSynchronousStandby() {
        patiently()
                .until(() -> members.stream().filter(Member::isLeader).count() == 1
                        && members.stream().filter(Member::isSynchronousStandby).count() == 1);
    }

    public List<Member> members() {
        return members;
    }

    /** The member that holds the leader key. */
    public Member leader() {
        return members.stream().filter(Member::isLeader).findFirst().orElseThrow();
    }

    /** The other one. */
    public Member other(Member member) {
        return members.get(1 - members.indexOf(member));
    }

    /** A URL of both hosts, as CONNECTION_URL. */
    public String url() {
        return members.stream()
                .map(member -> "127.0.0.1:" + member.port)
                .collect(Collectors.joining(",", "postgresql://postgres@", "/cruddur"));
    }

    /** Has Patroni make the standby the leader. */
    public void switchOver() throws IOException {
        Member leader = leader();
        HttpURLConnection request = leader.request("switchover");
        request.setRequestMethod("POST");
        request.setDoOutput(true);
        request.setRequestProperty("Content-Type", "application/json");
        request.getOutputStream()
                .write("{\"leader\":\"%s\",\"candidate\":\"%s\"}"
                        .formatted(leader.name, other(leader).name)
                        .getBytes());
        if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("Patroni refused the switchover with " + request.getResponseCode());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Member member : members) {
            member.killAgent();
        }
        etcd.destroyForcibly().waitFor();
        // The last act of an agent may have been to start PostgreSQL.
        patiently().ignoreExceptions().until(() -> {
            for (Member member : members) {
                member.killPostgres();
            }
            FileUtils.deleteDirectory(home.toFile());
            return true;
        });
    }

    /** One PostgreSQL and the Patroni that watches it. */
    public final class Member {

        private final String name;
        private final int port = RunningServer.freePort();
        private final int restPort = RunningServer.freePort();
        private Process agent;

        private Member(String name) throws IOException {
            this.name = name;
            String text = Files.readString(TEMPLATES.resolve("patroni.yml"))
                    .replace("${NAME}", name)
                    .replace("${REST}", "127.0.0.1:" + restPort)
                    .replace("${POSTGRES}", "127.0.0.1:" + port)
                    .replace("${ETCD}", "127.0.0.1:" + etcdPort)
                    .replace("${HOME}", home.toString())
                    .replace("${BIN}", binaries.toString());
            Files.writeString(home.resolve(name + ".yml"), text);
        }

        public int port() {
            return port;
        }

        public int restPort() {
            return restPort;
        }

        public void startAgent() throws IOException {
            agent = launch(name, "patroni", name + ".yml");
        }

        /** As {@code kill -9} does: PostgreSQL goes on without it. */
        public void killAgent() throws InterruptedException {
            if (agent != null) {
                agent.destroyForcibly().waitFor();
            }
        }

        /** Ends all processes of PostgreSQL as a power cut would. */
        public void killPostgres() throws IOException {
            Path file = home.resolve(name).resolve("postmaster.pid");
            if (Files.exists(file)) {
                long pid = Long.parseLong(Files.readAllLines(file).get(0));
                List<ProcessHandle> processes = ProcessHandle.of(pid).stream()
                        .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                        .toList();
                processes.forEach(ProcessHandle::destroyForcibly);
                processes.forEach(process -> process.onExit().join());
            }
        }

        /** Whether it holds the leader key and is a primary. */
        public boolean isLeader() {
            return answers("primary");
        }

        boolean isSynchronousStandby() {
            return answers("synchronous");
        }

        private boolean answers(String role) {
            try {
                return request(role).getResponseCode() == HttpURLConnection.HTTP_OK;
            } catch (IOException e) {
                return false;
            }
        }

        private HttpURLConnection request(String path) throws IOException {
            HttpURLConnection request = (HttpURLConnection) URI.create("http://127.0.0.1:" + restPort + "/" + path)
                    .toURL()
                    .openConnection();
            request.setConnectTimeout(1_000);
            request.setReadTimeout(10_000);
            return request;
        }

        private void createDatabase() throws SQLException {
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE cruddur");
            }
        }

        /** The first column of the first row of a query in the database {@code cruddur}, as text. */
        public String read(String sql) throws SQLException {
            try (Connection connection = connect("cruddur");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        }

        private Connection connect(String database) throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", null);
        }
    }
}
