package app.cruddur.support;

import java.io.IOException;
import java.util.Map;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;

/** Arquillian container for the Maven profile {@code cluster}: a load balancer with three nodes, which Arquillian treats as one server. */
public final class ClusterContainer implements DeployableContainer<ClusterContainer.None> {

    /** The container has no configuration in {@code arquillian.xml}. */
    public static final class None implements ContainerConfiguration {
        @Override
        public void validate() {
            // Nothing to validate.
        }
    }

    private static Cluster cluster;

    /** The running cluster, for tests that need its nodes. */
    public static Cluster cluster() {
        return cluster;
    }

    @Override
    public Class<None> getConfigurationClass() {
        return None.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public void start() throws LifecycleException {
        try {
            cluster = Cluster.start(Map.of());
        } catch (IOException | InterruptedException e) {
            throw new LifecycleException("The nodes and their balancer did not come up", e);
        }
    }

    /** Deploys nothing: each node was started with the WAR. */
    @Override
    public ProtocolMetaData deploy(Archive<?> archive) {
        HTTPContext context = new HTTPContext("127.0.0.1", cluster.uri().getPort());
        context.add(new Servlet("default", ""));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) {
        // The WAR stays deployed until the nodes stop.
    }

    @Override
    public void stop() throws LifecycleException {
        try {
            cluster.close();
        } catch (IOException | InterruptedException e) {
            throw new LifecycleException("The nodes and their balancer did not stop", e);
        }
    }
}
