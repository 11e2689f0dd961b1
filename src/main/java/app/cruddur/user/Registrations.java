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

/** Puts new people into {@code users}, for the sign-up Lambda and the server alike: JDBC and one statement. */
public final class Registrations {

    /** What came of it. */
    public enum Outcome {
        /** There is a new row. */
        REGISTERED,
        /** A seeded person's row, whose verified email and handle these are, is theirs now. */
        CLAIMED,
        /** This subject has a row; it was left as it is. */
        ALREADY_REGISTERED,
        /** Somebody else has the handle; nothing was written. */
        HANDLE_TAKEN,
        /** Somebody else has the email; nothing was written. */
        EMAIL_TAKEN;

        /** Whether this subject has a row now. */
        public boolean isThere() {
            return this == REGISTERED || this == CLAIMED || this == ALREADY_REGISTERED;
        }

        /** Such as {@code handle_taken}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String RESOURCE = "/db/write/register.sql";

    /** In the file, parameters are psql's variables, each once. */
    private static final String SQL = read().replaceAll(":'[a-z_]+'", "?");

    private Registrations() {}

    /**
     * Registers somebody, in one statement: with auto-commit or within the caller's transaction, which no outcome aborts. However often
     * and from however many sides at once the same subject comes, they have one row.
     */
    public static Outcome register(Connection connection, Registration person) throws SQLException {
        Outcome outcome = execute(connection, person);
        // A statement does not see the rows that came while it ran: only the next one knows whose they are.
        return outcome != null ? outcome : again(connection, person);
    }

    private static Outcome again(Connection connection, Registration person) throws SQLException {
        Outcome outcome = execute(connection, person);
        if (outcome == null) {
            // In the way once more, and gone or unseen again: PostgreSQL's word for it is serialization_failure.
            throw new SQLException("The registration met others that came and went", "40001");
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
        try (InputStream file = Registrations.class.getResourceAsStream(RESOURCE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
