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
 * One database, one server and one deployment for all integration tests: Arquillian would deploy anew for each class, and Payara Micro
 * boots with each deployment.
 */
public class SharedServer implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Suite.class);
        // The other containers register themselves, by what is on the class path.
        if ("cluster".equals(System.getProperty("arquillian.launch"))) {
            builder.service(DeployableContainer.class, ClusterContainer.class);
        }
    }

    /** Watches the suite's events; Arquillian makes one of it for the whole run. */
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
        private boolean over;
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
            if (over) {
                event.proceed();
            }
        }

        void undeployAndStop(@Observes EventContext<AfterSuite> event) throws IOException {
            over = true;
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
