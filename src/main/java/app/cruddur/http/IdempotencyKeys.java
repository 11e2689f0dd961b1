package app.cruddur.http;

import app.cruddur.operations.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code Idempotency-Key}: a POST that is repeated with the same key by the same caller within 24 hours has its effect once. The key is
 * stored in the writing transaction: of two requests at once the second waits for the first at the table's primary key, and a key is stored
 * exactly when its effect is. It refers to what was created and holds no copy of it, so that deletion and expiry remove the text everywhere.
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
    private HttpServletRequest request;

    /**
     * Does the work, unless it was done for an earlier request with this key.
     *
     * @param caller whose key it is
     * @param operation what is asked for, such as {@code reply} with the key of the crud
     * @param work creates something and returns its key
     * @return the key of what was created now or earlier; what was created earlier may have been deleted since
     * @throws ApiError 422 {@code idempotency_key_reused} when the key came with another operation or body before
     */
    public UUID once(UUID caller, String operation, Record body, Supplier<UUID> work) {
        String key = request.getHeader(HEADER);
        if (key == null) {
            return work.get();
        }
        if (!key.matches(VALID)) {
            throw ApiError.unprocessable(List.of("idempotency_key_invalid"));
        }
        String asked = Base64.getEncoder().encodeToString(Sha256.of(operation + " " + body));
        if (claim(caller, key, asked)) {
            UUID created = work.get();
            remember(caller, key, created);
            Metrics.IDEMPOTENCY.labelValues("new").inc();
            return created;
        }
        Object[] first = (Object[]) entityManager
                .createNativeQuery(
                        """
                        SELECT request, CAST(created_uuid AS text)
                        FROM idempotency_keys
                        WHERE user_uuid = CAST(?1 AS uuid) AND key = ?2""")
                .setParameter(1, caller.toString())
                .setParameter(2, key)
                .getSingleResult();
        if (!asked.equals(first[0])) {
            Metrics.IDEMPOTENCY.labelValues("reused").inc();
            throw ApiError.unprocessable(List.of("idempotency_key_reused"));
        }
        Metrics.IDEMPOTENCY.labelValues("replayed").inc();
        return UUID.fromString((String) first[1]);
    }

    /** Whether the key is new, or so old that it counts as new. */
    private boolean claim(UUID caller, String key, String asked) {
        return entityManager
                        .createNativeQuery(
                                """
                                INSERT INTO idempotency_keys (user_uuid, key, request)
                                VALUES (CAST(?1 AS uuid), ?2, ?3)
                                ON CONFLICT (user_uuid, key) DO UPDATE
                                SET request = excluded.request, created_uuid = NULL, created_at = excluded.created_at
                                WHERE idempotency_keys.created_at < now() - interval '24 hours'""")
                        .setParameter(1, caller.toString())
                        .setParameter(2, key)
                        .setParameter(3, asked)
                        .executeUpdate()
                == 1;
    }

    private void remember(UUID caller, String key, UUID created) {
        entityManager
                .createNativeQuery(
                        """
                        UPDATE idempotency_keys
                        SET created_uuid = CAST(?3 AS uuid)
                        WHERE user_uuid = CAST(?1 AS uuid) AND key = ?2""")
                .setParameter(1, caller.toString())
                .setParameter(2, key)
                .setParameter(3, created.toString())
                .executeUpdate();
    }
}
