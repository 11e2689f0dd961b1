package app.cruddur.persistence.migration;

import java.sql.Connection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * {@code liquibase/changelog.yaml}, opened on a connection. The server and the scripts both come through here, so that what one ran the
 * other does not run again: Liquibase tells change sets apart by the path under which it read them.
 */
final class Changelog {

    private static final String PATH = "liquibase/changelog.yaml";

    /** What is done with it. */
    interface Work<T> {
        T on(Liquibase liquibase) throws Exception;
    }

    private Changelog() {}

    /** Does the work and leaves the connection open. */
    static <T> T with(Connection connection, Work<T> work) throws Exception {
        var resources = new ClassLoaderResourceAccessor(Changelog.class.getClassLoader());
        Map<String, Object> settings = Map.of(
                Scope.Attr.resourceAccessor.name(),
                resources,
                // What it would print goes to the log.
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                // Liquibase would send usage figures home.
                "liquibase.analytics.enabled",
                false);
        return Scope.child(settings, () -> {
            var database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Liquibase liquibase = new Liquibase(PATH, resources, database);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            return work.on(liquibase);
        });
    }

    /** Runs what has not run yet, while no other node or script does. The lock ends with the connection. */
    static void update(Liquibase liquibase, Contexts contexts) throws LiquibaseException {
        // Liquibase creates its table of change sets while it reads the changelog, before it takes the lock by itself.
        LockServiceFactory.getInstance().getLockService(liquibase.getDatabase()).waitForLock();
        liquibase.update(contexts, new LabelExpression());
    }
}
