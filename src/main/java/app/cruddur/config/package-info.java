/**
 * Configuration: every environment variable that the WAR reads. {@link app.cruddur.config.Configuration} lists the settings with type,
 * range and default; {@code docs/configuration.md} is checked against that list by a test. No other package reads the environment.
 */
package app.cruddur.config;
