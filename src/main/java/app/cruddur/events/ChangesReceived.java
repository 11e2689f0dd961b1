package app.cruddur.events;

/** CDI event: changes of any node have arrived, or cruds have expired. It is fired before the streams receive them. */
public record ChangesReceived() {}
