/**
 * Users, profiles and registration, and the caller of the current request ({@link app.cruddur.user.CurrentUser}).
 * {@code Registration} and {@code RegistrationService} are plain Java, because the sign-up Lambda uses them too.
 */
package app.cruddur.user;
