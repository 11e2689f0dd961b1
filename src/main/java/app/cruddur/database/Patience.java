package app.cruddur.database;

/** How long which work waits for the database, in milliseconds; 0 is for ever. What must not wait long is tried again. */
enum Patience {
    /** A request's; {@link Deadline} holds the sum of its waits. */
    REQUEST(1_500, 3_000, 4_000),
    /** Telling and listening: small statements, and who does not answer is not there. */
    NEWS(2_000, 4_000, 5_000),
    /** The health check: two waits, and a balancer still gets its answer within five seconds. */
    HEALTH(500, 1_500, 2_000),
    /** A batch that is cut short is begun anew: it has to be able to finish. */
    PURGE(2_000, 30_000, 35_000),
    /** The same of a standby's: the primary is asked next. */
    STANDBY(0, 1_500, 1_500),
    /** A change set may take hours. */
    MIGRATION(0, 0, 0);

    private final int lock;
    private final int statement;
    private final int answer;

    Patience(int lock, int statement, int answer) {
        this.lock = lock;
        this.statement = statement;
        this.answer = answer;
    }

    /** For a connection: with all hosts of the URL, TLS and password together. */
    int login() {
        return switch (this) {
            case STANDBY -> 1_000;
            case HEALTH -> 2_000;
            case REQUEST -> 3_000;
            default -> 10_000;
        };
    }

    /** For a lock: PostgreSQL's {@code lock_timeout}. Longer than its {@code deadlock_timeout} of a second. */
    int lock() {
        return lock;
    }

    /** For a statement: PostgreSQL's {@code statement_timeout}. */
    int statement() {
        return statement;
    }

    /** For anything at all to come over the line. */
    int answer() {
        return answer;
    }
}
