/**
 * Runs all known attacks of one guest on one node at once, while ordinary callers use it: {@code mvn verify -Psiege}, or
 * {@code -Psiege,wildfly}. {@code -Dsiege.short} is the form for CI, {@code -Dsiege.seconds=} sets the duration, {@code -Dsiege.attacks=files,bodies} selects attacks.
 */
package app.cruddur.siege;
