package app.cruddur.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Inserts new users into {@code users}. It uses only JDBC, because the sign-up Lambda and the server both use it. */
public final class RegistrationService {

    /** Result of a registration. */
    public enum Outcome {
        /** A row was inserted. */
        REGISTERED,
        /** The row of a seeded user with the same handle and verified email was assigned to the subject. */
        CLAIMED,
        /** The subject already had a row; it was not changed. */
        ALREADY_REGISTERED,
        /** Another user has the handle; nothing was written. */
        HANDLE_TAKEN,
        /** Another user has the email; nothing was written. */
        EMAIL_TAKEN;

        /** Whether the subject has a row now. */
        public boolean isRegistered() {
            return this == REGISTERED || this == CLAIMED || this == ALREADY_REGISTERED;
        }

        /** Code for logs and errors, such as {@code handle_taken}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String RESOURCE = "/db/write/register.sql";

    /** In the file, the parameters are psql variables, each used once; JDBC needs {@code ?}. */
    private static final String SQL = read().replaceAll(":'[a-z_]+'", "?");

    private RegistrationService() {}

    /**
     * Registers a user in one statement, with auto-commit or within the caller's transaction, which no outcome aborts. It is idempotent:
     * repeated and concurrent calls for the same subject result in one row.
     */
    public static Outcome register(Connection connection, Registration person) throws SQLException {
        Outcome outcome = execute(connection, person);
        // A statement does not see rows that were committed while it ran; a second execution sees them.
        return outcome != null ? outcome : retry(connection, person);
    }

    private static Outcome retry(Connection connection, Registration person) throws SQLException {
        Outcome outcome = execute(connection, person);
        if (outcome == null) {
            // A second conflict with concurrent registrations: reported as serialization_failure.
            throw new SQLException("Registration conflicted twice with concurrent registrations", "40001");
        }
        return outcome;
    }

    private static Outcome execute(Connection connection, Registration person) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, person.subject());
            statement.setString(2, person.handle());
            statement.setString(3, person.displayName());
            statement.setString(4, person.email());
            statement.setString(5, String.valueOf(person.emailVerified()));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                String outcome = rows.getString(1);
                return outcome == null ? null : Outcome.valueOf(outcome);
            }
        }
    }

    private static String read() {
        try (InputStream file = RegistrationService.class.getResourceAsStream(RESOURCE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
