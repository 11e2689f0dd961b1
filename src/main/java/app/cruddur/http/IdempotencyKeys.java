package app.cruddur.http;

import app.cruddur.operations.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code Idempotency-Key}: the same key of the same caller within 24 hours does its work once, and is answered as the first time. The key
 * is stored in the writing transaction: of two requests at once the second waits for the first at the table's primary key, and an answer
 * is there exactly when its work is.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP Header Field</a>
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";
    private static final String VALID = "[\\x21-\\x7e]{1,255}";

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private CurrentRequest request;

    /**
     * Does the work, or answers as it was answered.
     *
     * @param caller whose key it is
     * @param operation what is asked for, such as {@code reply} with the key of the crud
     * @throws ApiError 422 {@code idempotency_key_reused} when the key came with another operation or body before
     */
    public String once(UUID caller, String operation, Record body, Supplier<String> work) {
        String key = request.header(HEADER);
        if (key == null) {
            return work.get();
        }
        if (!key.matches(VALID)) {
            throw ApiError.unprocessable(List.of("idempotency_key_invalid"));
        }
        String asked = Base64.getEncoder().encodeToString(Sha256.of(operation + " " + body));
        if (claim(caller, key, asked)) {
            String answer = work.get();
            remember(caller, key, answer);
            sweep();
            Metrics.IDEMPOTENCY.labelValues("new").inc();
            return answer;
        }
        Object[] first = (Object[]) entityManager
                .createNativeQuery(
                        "SELECT request, answer FROM idempotency_keys WHERE user_uuid = CAST(?1 AS uuid) AND key = ?2")
                .setParameter(1, caller.toString())
                .setParameter(2, key)
                .getSingleResult();
        if (!asked.equals(first[0])) {
            Metrics.IDEMPOTENCY.labelValues("reused").inc();
            throw ApiError.unprocessable(List.of("idempotency_key_reused"));
        }
        Metrics.IDEMPOTENCY.labelValues("replayed").inc();
        return (String) first[1];
    }

    /** Whether the key is new, or so old that it counts as new. */
    private boolean claim(UUID caller, String key, String asked) {
        return entityManager
                        .createNativeQuery(
                                """
                                INSERT INTO idempotency_keys (user_uuid, key, request)
                                VALUES (CAST(?1 AS uuid), ?2, ?3)
                                ON CONFLICT (user_uuid, key) DO UPDATE
                                SET request = excluded.request, answer = NULL, created_at = excluded.created_at
                                WHERE idempotency_keys.created_at < now() - interval '24 hours'""")
                        .setParameter(1, caller.toString())
                        .setParameter(2, key)
                        .setParameter(3, asked)
                        .executeUpdate()
                == 1;
    }

    private void remember(UUID caller, String key, String answer) {
        entityManager
                .createNativeQuery(
                        "UPDATE idempotency_keys SET answer = ?3 WHERE user_uuid = CAST(?1 AS uuid) AND key = ?2")
                .setParameter(1, caller.toString())
                .setParameter(2, key)
                .setParameter(3, answer)
                .executeUpdate();
    }

    /** Each new key takes a few expired ones away: the table never outgrows a day, and nothing needs a timer. */
    private void sweep() {
        entityManager
                .createNativeQuery(
                        """
                        DELETE FROM idempotency_keys
                        WHERE (user_uuid, key) IN (
                          SELECT user_uuid, key FROM idempotency_keys
                          WHERE created_at < now() - interval '24 hours'
                          ORDER BY created_at
                          LIMIT 10
                          FOR UPDATE SKIP LOCKED
                        )""")
                .executeUpdate();
    }
}
