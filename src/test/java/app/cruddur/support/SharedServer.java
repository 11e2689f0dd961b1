package app.cruddur.support;

import java.io.IOException;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentScenario;
import org.jboss.arquillian.container.spi.event.DeployManagedDeployments;
import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.container.test.impl.client.deployment.event.GenerateDeployment;
import org.jboss.arquillian.core.api.Event;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.annotation.ClassScoped;
import org.jboss.arquillian.test.spi.context.ClassContext;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;

/**
 * Shares one database, one server and one deployment among all integration tests. By default Arquillian deploys for each test class, and
 * Payara Micro restarts with each deployment.
 */
public class SharedServer implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Suite.class);
        // The other containers are registered by their adapters on the class path.
        if ("cluster".equals(System.getProperty("arquillian.launch"))) {
            builder.service(DeployableContainer.class, ClusterContainer.class);
        }
    }

    /** Observes the events of the suite; Arquillian creates one instance for the whole run. */
    public static class Suite {

        @Inject
        @ClassScoped
        private InstanceProducer<DeploymentScenario> scenario;

        @Inject
        private Instance<ClassContext> classes;

        @Inject
        private Event<UnDeployManagedDeployments> undeploy;

        private DeploymentScenario shared;
        private boolean deployed;
        private boolean ended;
        private ThrowAwayDatabase postgres;

        void startDatabase(@Observes(precedence = 100) BeforeSuite event) throws IOException {
            postgres = ThrowAwayDatabase.start(TestDatabase.port());
        }

        void generateOnce(@Observes EventContext<GenerateDeployment> event) {
            if (shared == null) {
                event.proceed();
                shared = scenario.get();
            } else {
                scenario.set(shared);
            }
        }

        void deployOnce(@Observes EventContext<DeployManagedDeployments> event) {
            if (!deployed) {
                event.proceed();
                deployed = true;
            }
        }

        void undeployAtTheEnd(@Observes EventContext<UnDeployManagedDeployments> event) {
            if (ended) {
                event.proceed();
            }
        }

        void undeployAndStop(@Observes EventContext<AfterSuite> event) throws IOException {
            ended = true;
            if (deployed) {
                classes.get().activate(SharedServer.class);
                scenario.set(shared);
                undeploy.fire(new UnDeployManagedDeployments());
                classes.get().deactivate();
            }
            event.proceed();
            postgres.close();
        }
    }
}
