/**
 * Access to the database: the data source, the connection URL, and the named native queries. Each file below {@code db/sql} is wrapped at
 * start-up so that PostgreSQL returns JSON.
 */
package app.cruddur.persistence;
