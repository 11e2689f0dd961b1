package app.cruddur.persistence;

import app.cruddur.persistence.migration.SchemaMigration;

/** Creates the schema, for tests of other packages that need a separate database and no server. */
public final class TestSchema {

    private TestSchema() {}

    /** @param seed the value of {@code CRUDDUR_SEED}; null for none */
    public static void build(ConnectionUrl url, String seed) {
        new SchemaMigration(url, SchemaMigration.contexts(seed)).run();
    }
}
