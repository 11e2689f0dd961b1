/**
 * Cruds: creating, replying, liking, reposting, deleting, and the feeds that contain them. {@link app.cruddur.activity.ActivityResource} maps
 * HTTP, {@link app.cruddur.activity.ActivityService} and {@link app.cruddur.activity.ReactionService} hold the transactions. Reads are named
 * native queries from {@code db/sql/activities}.
 */
package app.cruddur.activity;
