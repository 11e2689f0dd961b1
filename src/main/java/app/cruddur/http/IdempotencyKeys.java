package app.cruddur.http;

import app.cruddur.observability.Metrics;
import app.cruddur.persistence.NamedNativeQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code Idempotency-Key}: a POST that a caller repeats with the same key within 24 hours takes effect once. One statement inserts the row
 * and its key and commits both, or neither. Of two concurrent requests, the second waits for the first at the table's primary key. A key
 * references the created row and holds no copy of it, so deletion and expiry remove the text everywhere.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP Header Field</a>
 */
@ApplicationScoped
public class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";
    private static final Predicate<String> IS_VALID =
            Pattern.compile("[\\x21-\\x7e]{1,255}").asMatchPredicate();

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private HttpServletRequest request;

    @Inject
    private NamedNativeQueries queries;

    /** A row that this or an earlier request created, and its present state. */
    public record Created(UUID uuid, String json) {}

    /**
     * Creates a row, unless an earlier request with the same key did.
     *
     * @param write template that inserts a row and its key and returns the row; it has the parameters {@code uuid}, {@code user_uuid},
     *     {@code key}, {@code request} and those given
     * @param read template that returns the row {@code uuid}
     * @param caller the user that the key belongs to
     * @param operation what is requested, such as {@code reply} and the UUID of the crud
     * @return empty if the row was not created, or was deleted since
     * @throws ApiException 422 {@code idempotency_key_reused} if the key was sent with another operation or body before
     */
    public Optional<Created> createOnce(
            String write, String read, UUID caller, String operation, Record body, Map<String, String> parameters) {
        String key = validKey();
        String requestHash = key.isEmpty() ? "" : Base64.getEncoder().encodeToString(Sha256.of(operation + " " + body));
        UUID uuid = UUID.randomUUID();
        Map<String, String> all = new HashMap<>(parameters);
        all.put("uuid", uuid.toString());
        all.put("user_uuid", caller.toString());
        all.put("key", key);
        all.put("request", requestHash);

        Optional<String> json = queries.object(write, all);
        if (json.isPresent()) {
            if (!key.isEmpty()) {
                Metrics.IDEMPOTENCY.labelValues("new").inc();
            }
            return Optional.of(new Created(uuid, json.get()));
        }
        UUID existing = key.isEmpty() ? uuid : find(caller, key, requestHash).orElse(uuid);
        return queries.object(read, Map.of("uuid", existing.toString())).map(row -> new Created(existing, row));
    }

    /** @return the request's key; empty text if it has none */
    private String validKey() {
        String key = request.getHeader(HEADER);
        if (key == null) {
            return "";
        }
        if (!IS_VALID.test(key)) {
            throw ApiException.unprocessable(List.of("idempotency_key_invalid"));
        }
        return key;
    }

    /** Finds what the earlier request with this key created. */
    private Optional<UUID> find(UUID caller, String key, String requestHash) {
        List<?> rows = entityManager
                .createNativeQuery(
                        """
                        SELECT request, CAST(created_uuid AS text)
                        FROM idempotency_keys
                        WHERE user_uuid = CAST(?1 AS uuid) AND key = ?2""")
                .setParameter(1, caller.toString())
                .setParameter(2, key)
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] stored = (Object[]) rows.get(0);
        if (!requestHash.equals(stored[0])) {
            Metrics.IDEMPOTENCY.labelValues("reused").inc();
            throw ApiException.unprocessable(List.of("idempotency_key_reused"));
        }
        Metrics.IDEMPOTENCY.labelValues("replayed").inc();
        return Optional.of(UUID.fromString((String) stored[1]));
    }
}
