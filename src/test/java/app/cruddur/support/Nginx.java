package app.cruddur.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The installed nginx with the project's configuration in front of three nodes; it listens only on 127.0.0.1. */
public final class Nginx extends LoopbackProgram {

    /** The source address of its requests to the nodes. The nodes trust this address, and no test sends requests from it. */
    static final String ADDRESS = "127.0.0.2";

    private static final Path TEMPLATE = Path.of("cluster/nginx.conf.template");

    private Nginx(Path home, int port, ProcessBuilder command) throws IOException, InterruptedException {
        super(home, port, command);
    }

    /** @param nodes the URLs of three nodes, which need not be running yet */
    public static Nginx start(List<URI> nodes) throws IOException, InterruptedException {
        String program = Programs.require("nginx", "nginx-light").toString();
        Path home = Files.createTempDirectory("cruddur-nginx");
        int port = RunningServer.freePort();
        Files.writeString(home.resolve("cruddur.conf"), configuration(port, nodes));
        Files.writeString(home.resolve("nginx.conf"), mainConfiguration());
        return new Nginx(
                home, port, new ProcessBuilder(program, "-p", home.toString(), "-c", "nginx.conf", "-e", "stderr"));
    }

    private static String configuration(int port, List<URI> nodes) throws IOException {
        String text = Files.readString(TEMPLATE).replace("${LISTEN}", "127.0.0.1:" + port);
        for (int i = 0; i < nodes.size(); i++) {
            text = text.replace("${NODE_" + (i + 1) + "}", nodes.get(i).getAuthority());
        }
        return text;
    }

    private static String mainConfiguration() {
        // Workers of another user could not read root's temporary directory.
        String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        return """
                %s
                daemon off;
                worker_processes 2;
                pid nginx.pid;
                error_log stderr;
                events { worker_connections 4096; }
                http {
                  log_format nodes '$request_method $request_uri $status by $upstream_addr: $upstream_status, $request_time s';
                  access_log access.log nodes;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  proxy_bind %s;
                  include cruddur.conf;
                }
                """
                .formatted(user, ADDRESS);
    }

    /** The URL of the front page, with a trailing slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /** The access log: one line per request, with the nodes that were tried and their status codes. */
    public List<String> requests() {
        try {
            return Files.readAllLines(home().resolve("access.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With SIGTERM, because nginx would not end its worker processes otherwise. */
    @Override
    void stop(Process running) {
        running.destroy();
    }
}
