package app.cruddur.persistence.resilience;

/** Database timeouts per kind of work, in milliseconds; 0 means no limit. */
public enum DatabaseTimeouts {
    /** HTTP requests; {@link RequestDeadline} also limits the sum of a request's waits. */
    REQUEST(3_000, 1_500, 3_000, 4_000),
    /** The event publisher and the event listener: their statements are small, so a server that takes longer counts as unreachable. */
    EVENTS(10_000, 2_000, 4_000, 5_000),
    /** The comparison of the timelines of all hosts: a host that does not answer is checked again a second later. */
    MONITOR(1_000, 0, 1_500, 1_500),
    /** The health check: after two timeouts in a row, the load balancer still receives its response within five seconds. */
    HEALTH(2_000, 500, 1_500, 2_000),
    /** The purge task: a batch that times out starts from the beginning, so it needs enough time to finish. */
    PURGE(10_000, 2_000, 30_000, 35_000),
    /** Schema migration: a change set may take hours. */
    MIGRATION(10_000, 0, 0, 0);

    private final int loginMillis;
    private final int lockMillis;
    private final int statementMillis;
    private final int answerMillis;

    DatabaseTimeouts(int loginMillis, int lockMillis, int statementMillis, int answerMillis) {
        this.loginMillis = loginMillis;
        this.lockMillis = lockMillis;
        this.statementMillis = statementMillis;
        this.answerMillis = answerMillis;
    }

    /** Limit for opening a connection: all hosts of the URL, TLS and authentication together. */
    public int login() {
        return loginMillis;
    }

    /**
     * Limit for each lock: PostgreSQL's {@code lock_timeout}. Except for {@link #HEALTH}, it is longer than {@code deadlock_timeout} (one
     * second).
     */
    public int lock() {
        return lockMillis;
    }

    /** Limit for each statement: PostgreSQL's {@code statement_timeout}. */
    public int statement() {
        return statementMillis;
    }

    /** Limit for each wait for data from the server: the network timeout of the connection. */
    public int answer() {
        return answerMillis;
    }
}
