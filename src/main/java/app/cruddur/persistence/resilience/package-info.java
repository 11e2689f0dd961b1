/**
 * Keeps requests fast and correct while the database is slow or unreachable: a bulkhead, a circuit breaker, deadlines, and connections that
 * are replaced when they break. {@code docs/architecture.md} describes how they work together.
 */
package app.cruddur.persistence.resilience;
