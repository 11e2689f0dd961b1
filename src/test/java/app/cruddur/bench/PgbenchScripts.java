package app.cruddur.bench;

import static java.util.Map.entry;

import app.cruddur.persistence.PgbenchStatement;
import java.util.Map;

/**
 * The pgbench scripts of {@link Subject}. They use these variables: {@code n}, the number of a user; {@code m} and {@code m2}, numbers of
 * cruds in the table {@code bench_cruds}; {@code k}, a random number; and {@link BenchData#variables}.
 */
final class PgbenchScripts {

    /** The UUIDs as {@code bench/load.sql} computes them: as cheap as a server's cache of users. */
    private static final String USER_UUID = "CAST(md5('user' || CAST(:n AS text)) AS uuid)";

    private static final String CRUD_UUID = "(SELECT uuid FROM bench_cruds WHERE n = :m)";
    private static final String NEW_UUID = "CAST(md5('bench' || CAST(:k AS text)) AS uuid)";

    static final Map<String, String> READER = Map.of("reader", "(SELECT " + USER_UUID + ")");

    private PgbenchScripts() {}

    static final String HOME = PgbenchStatement.of("activities/home", false, Map.of());

    static final String USER = PgbenchStatement.of(
            "activities/user",
            true,
            Map.ofEntries(entry("handle", "(SELECT 'user' || CAST(:m - 1 AS text))"), reader()));

    static final String CRUD =
            PgbenchStatement.of("activities/object", true, Map.ofEntries(entry("uuid", CRUD_UUID), reader()));

    private static final String NEW_OBJECT = PgbenchStatement.of("activities/object", false, Map.of("uuid", NEW_UUID));

    private static final String INSERT_KEY =
            """
            INSERT INTO idempotency_keys (user_uuid, key, request, created_uuid)
            VALUES (%s, md5(CAST(:k AS text)), 'SHA-256 in Base64, which has 44 characters..', %s);
            """
                    .formatted(USER_UUID, NEW_UUID);

    static final String POST =
            """
            BEGIN;
            INSERT INTO activities (uuid, user_uuid, message, created_at, expires_at)
            VALUES (%s, %s, 'Measured, not guessed', now(), now() + interval '7 days');
            %s%sCOMMIT;
            """
                    .formatted(NEW_UUID, USER_UUID, INSERT_KEY, NEW_OBJECT);

    static final String REPLY =
            """
            BEGIN;
            UPDATE activities SET replies_count = replies_count + 1 WHERE uuid = %1$s AND expires_at > now();
            INSERT INTO activities (uuid, user_uuid, message, reply_to_activity_uuid, created_at, expires_at)
            SELECT %2$s, %3$s, 'Measured, not guessed', uuid, now(), expires_at FROM activities WHERE uuid = %1$s;
            %4$s%5$sCOMMIT;
            """
                    .formatted(CRUD_UUID, NEW_UUID, USER_UUID, INSERT_KEY, NEW_OBJECT);

    static final String UNLIKE = reaction(
            "DELETE FROM likes WHERE user_uuid = %s AND activity_uuid = %s".formatted(USER_UUID, CRUD_UUID), "-", "m");

    static final String JOURNEY = "SELECT uuid, handle, display_name FROM users"
            + " WHERE cognito_user_id = 'LOAD-' || CAST(:n AS text);\n"
            + PgbenchStatement.of("activities/home", true, READER)
            + page(true, 1)
            + page(true, 2)
            + page(true, 3)
            + like("m")
            + like("m2")
            + POST;

    /** A further page of the home feed. */
    static String page(boolean forReader, int number) {
        return PgbenchStatement.of(
                "activities/home",
                forReader,
                Map.ofEntries(
                        entry("before", ":before" + number), entry("before_uuid", ":before_uuid" + number), reader()));
    }

    /** @param crud the variable with the number of the crud */
    static String like(String crud) {
        String insert =
                """
                INSERT INTO likes (user_uuid, activity_uuid)
                SELECT %s, uuid FROM activities WHERE uuid = %s AND expires_at > now()
                FOR KEY SHARE
                ON CONFLICT DO NOTHING"""
                        .formatted(USER_UUID, CRUD_UUID.replace(":m", ":" + crud));
        return reaction(insert, "+", crud);
    }

    private static String reaction(String change, String sign, String crud) {
        String uuid = CRUD_UUID.replace(":m", ":" + crud);
        return """
                BEGIN;
                %s;
                UPDATE activities SET likes_count = likes_count %s 1 WHERE uuid = %s;
                %sCOMMIT;
                """
                .formatted(
                        change,
                        sign,
                        uuid,
                        PgbenchStatement.of("activities/likes", true, Map.ofEntries(entry("uuid", uuid), reader())));
    }

    private static Map.Entry<String, String> reader() {
        return Map.entry("reader", READER.get("reader"));
    }
}
