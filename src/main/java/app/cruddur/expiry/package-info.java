/**
 * Expiry of cruds: {@code ExpiryWatcher} finds cruds at the moment they expire, {@code PurgeTask} deletes expired rows later, in batches.
 */
package app.cruddur.expiry;
