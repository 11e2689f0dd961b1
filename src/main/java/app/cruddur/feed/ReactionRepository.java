package app.cruddur.feed;

import app.cruddur.persistence.NamedNativeQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads the likes and reposts of the cruds and replies on a page: of all readers at once, so that one query serves them all. */
@ApplicationScoped
public class ReactionRepository {

    /** Limits the cost and the memory: around 500 KB. */
    static final int MAX_PER_PAGE = 5_000;

    /** Created once, because the factory methods of {@link Json} look up an implementation on each call. */
    private static final JsonReaderFactory JSON_READERS = Json.createReaderFactory(Map.of());

    @Inject
    private NamedNativeQueries queries;

    /** Returns the flags of each user who has any on these cruds; empty if they have more than {@value #MAX_PER_PAGE} likes and reposts. */
    Optional<Map<UUID, ReaderFlags>> of(List<String> cruds) {
        String json = queries.list(
                "activities/reactions",
                Map.of("uuids", "{" + String.join(",", cruds) + "}", "limit", MAX_PER_PAGE + 1));
        try (JsonReader reader = JSON_READERS.createReader(new StringReader(json))) {
            JsonArray rows = reader.readArray();
            return rows.size() > MAX_PER_PAGE ? Optional.empty() : Optional.of(byUser(rows));
        }
    }

    private static Map<UUID, ReaderFlags> byUser(JsonArray rows) {
        Map<UUID, ReaderFlags> flags = new HashMap<>();
        for (JsonObject row : rows.getValuesAs(JsonObject.class)) {
            flags.computeIfAbsent(UUID.fromString(row.getString("user_uuid")), user -> new ReaderFlags())
                    .add(row.getInt("position") - 1, row.getBoolean("is_like"));
        }
        return flags;
    }
}
