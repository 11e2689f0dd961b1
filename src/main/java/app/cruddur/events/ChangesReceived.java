package app.cruddur.events;

/** CDI event: this node received changes from the event log, or cruds have expired. It is fired before the streams receive the events. */
public record ChangesReceived() {}
