/**
 * Schema migration with Liquibase, at start-up and from the scripts in {@code bin/db}.
 */
package app.cruddur.persistence.migration;
