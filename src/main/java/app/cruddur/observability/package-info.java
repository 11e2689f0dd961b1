/**
 * Metrics, request ids, the access log, the JSON log and the log of slow queries.
 */
package app.cruddur.observability;
