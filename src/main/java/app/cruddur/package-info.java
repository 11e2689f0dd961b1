/**
 * The application: start-up, background tasks, health check and the Jakarta REST application class. It may depend on every other package;
 * no other package depends on it.
 */
package app.cruddur;
