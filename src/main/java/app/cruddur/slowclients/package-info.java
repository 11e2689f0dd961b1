/**
 * Limits for clients that send their request bodies or read their responses slowly. Such a client holds a thread of the server only for a
 * limited time, and only a limited number of threads wait for the clients of one address and of the node. {@code docs/adr/0012} has the
 * reasons.
 */
package app.cruddur.slowclients;
