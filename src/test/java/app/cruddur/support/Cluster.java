package app.cruddur.support;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two nodes on Payara Micro and one on WildFly behind nginx with one database, all on 127.0.0.1. */
public final class Cluster implements AutoCloseable {

    private final List<RunningServer> nodes = new ArrayList<>();
    private Nginx nginx;

    private Cluster() {}

    /** Starts all nodes at once and waits until each is ready. */
    public static Cluster start(Map<String, String> environment) throws IOException, InterruptedException {
        Cluster cluster = new Cluster();
        try {
            Map<String, String> nodeEnvironment = new HashMap<>(environment);
            nodeEnvironment.put("CRUDDUR_TRUSTED_PROXIES", Nginx.ADDRESS);
            for (Server kind : List.of(Server.PAYARA, Server.PAYARA, Server.WILDFLY)) {
                cluster.nodes.add(RunningServer.launch(kind, nodeEnvironment));
            }
            for (RunningServer node : cluster.nodes) {
                node.awaitReady();
            }
            cluster.nginx =
                    Nginx.start(cluster.nodes.stream().map(RunningServer::uri).toList());
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public Nginx nginx() {
        return nginx;
    }

    /** The URL of the load balancer, with a trailing slash. */
    public URI uri() {
        return nginx.uri();
    }

    public List<RunningServer> nodes() {
        return nodes;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (nginx != null) {
            nginx.close();
        }
        for (RunningServer node : nodes) {
            node.close();
        }
    }
}
