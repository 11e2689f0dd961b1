/**
 * Metrics, request ids, the access log, the JSON log and the slow-query log. The other packages use it; it uses only
 * {@code config}.
 */
package app.cruddur.observability;
