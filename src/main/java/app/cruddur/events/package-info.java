/**
 * Events for other nodes and for browsers. {@code EventPublisher} writes committed changes to the event log and notifies all nodes;
 * {@code EventListener} receives them and sends them to the open server-sent event streams of its node.
 */
package app.cruddur.events;
