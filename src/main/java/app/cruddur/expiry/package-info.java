/**
 * Expiry of cruds and messages: {@code ExpiryWatcher} finds cruds at the moment they expire, {@code PurgeTask} deletes expired rows later, in
 * batches. {@code TimeToLive} parses the allowed lifetimes.
 */
package app.cruddur.expiry;
