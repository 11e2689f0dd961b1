package app.cruddur.events;

import java.util.UUID;

/**
 * Somebody is called otherwise from now on: fired as a CDI event within the transaction. Feeds kept on this node are dropped for it; other
 * nodes' go within their second, and streams are not told.
 */
public record DisplayNameChanged(UUID user) {}
