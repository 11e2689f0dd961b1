package app.cruddur.http;

import app.cruddur.observability.Metrics;
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
 * {@code Idempotency-Key}: a POST that a caller repeats with the same key within 24 hours takes effect once. The key is stored in the
 * transaction of the write, so either both are committed or neither. Of two concurrent requests, the second waits for the first at the
 * table's primary key. A key references the created row and holds no copy of it, so deletion and expiry remove the text everywhere.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP Header Field</a>
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";
    private static final String VALID_KEY = "[\\x21-\\x7e]{1,255}";

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private HttpServletRequest request;

    /**
     * Runs the operation, unless it ran for an earlier request with the same key.
     *
     * @param caller the user that the key belongs to
     * @param operation what is requested, such as {@code reply} and the UUID of the crud
     * @param work creates a row and returns its UUID
     * @return the UUID of the row that this or the earlier request created; an earlier row may have been deleted since
     * @throws ApiException 422 {@code idempotency_key_reused} if the key was sent with another operation or body before
     */
    public UUID once(UUID caller, String operation, Record body, Supplier<UUID> work) {
        String key = request.getHeader(HEADER);
        if (key == null) {
            return work.get();
        }
        if (!key.matches(VALID_KEY)) {
            throw ApiException.unprocessable(List.of("idempotency_key_invalid"));
        }
        String requestHash = Base64.getEncoder().encodeToString(Sha256.of(operation + " " + body));
        if (claim(caller, key, requestHash)) {
            UUID created = work.get();
            remember(caller, key, created);
            Metrics.IDEMPOTENCY.labelValues("new").inc();
            return created;
        }
        Object[] stored = (Object[]) entityManager
                .createNativeQuery(
                        """
                        SELECT request, CAST(created_uuid AS text)
                        FROM idempotency_keys
                        WHERE user_uuid = CAST(?1 AS uuid) AND key = ?2""")
                .setParameter(1, caller.toString())
                .setParameter(2, key)
                .getSingleResult();
        if (!requestHash.equals(stored[0])) {
            Metrics.IDEMPOTENCY.labelValues("reused").inc();
            throw ApiException.unprocessable(List.of("idempotency_key_reused"));
        }
        Metrics.IDEMPOTENCY.labelValues("replayed").inc();
        return UUID.fromString((String) stored[1]);
    }

    /** Stores the key if it is new or was stored more than 24 hours ago; otherwise returns false. */
    private boolean claim(UUID caller, String key, String requestHash) {
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
                        .setParameter(3, requestHash)
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
