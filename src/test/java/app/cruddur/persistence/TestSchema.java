package app.cruddur.persistence;

import app.cruddur.persistence.migration.SchemaMigration;

/** The schema, for the tests of other rooms that need a database of their own and no server. */
public final class TestSchema {

    private TestSchema() {}

    /** @param seed what {@code CRUDDUR_SEED} would say; null for none */
    public static void build(ConnectionUrl url, String seed) {
        new SchemaMigration(url, SchemaMigration.contexts(seed)).run();
    }
}
