/**
 * Direct messages between two users. A conversation is a row of {@code message_groups}; only its two members can read it.
 */
package app.cruddur.message;
