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

/** What Arquillian takes for one server in the Maven profile {@code cluster}: the balancer, and behind it three. */
public final class ClusterContainer implements DeployableContainer<ClusterContainer.None> {

    /** There is nothing to say in {@code arquillian.xml}. */
    public static final class None implements ContainerConfiguration {
        @Override
        public void validate() {
            // There is nothing that could be wrong.
        }
    }

    private static Cluster cluster;

    /** What is behind the balancer, for what is said of its nodes. */
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

    /** The WAR is on each node already, from the same file. */
    @Override
    public ProtocolMetaData deploy(Archive<?> archive) {
        HTTPContext context = new HTTPContext("127.0.0.1", cluster.uri().getPort());
        context.add(new Servlet("default", ""));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) {
        // It goes with its servers.
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
