/**
 * All known attacks of one guest on one node at once, while ordinary callers use it: {@code mvn verify -Psiege}, or {@code -Psiege,wildfly}.
 * {@code -Dsiege.seconds=} sets how long, {@code -Dsiege.attacks=files,bodies} which attacks.
 */
package app.cruddur.siege;
