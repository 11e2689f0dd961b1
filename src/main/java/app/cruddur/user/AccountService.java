package app.cruddur.user;

import app.cruddur.events.ActivityChanged;
import app.cruddur.events.UserChanged;
import app.cruddur.persistence.Cursor;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.Page;
import app.cruddur.persistence.PageRequest;
import app.cruddur.persistence.resilience.RequestDeadline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Exports and deletes accounts, each in portions, so that neither memory nor the duration of a statement depends on the size of an account. */
@ApplicationScoped
public class AccountService {

    /** Rows of a table that one statement reads or deletes. */
    private static final int PORTION = 500;

    /** The queries of the sections of an export; the last part of the name is that of the section. */
    private static final List<String> SECTIONS =
            List.of("export/cruds", "export/replies", "export/likes", "export/reposts", "export/message_groups");

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private Event<ActivityChanged> activityChanges;

    @Inject
    private Event<UserChanged> userChanges;

    /**
     * Deletes an account with everything that belongs to it. Each portion is one transaction; if a later one fails, a repeated call deletes the
     * rest. What other users wrote stays: their replies, and their messages to the account.
     */
    public void delete(User user) {
        Map<String, ?> parameters = Map.of("user_uuid", user.uuid().toString(), "batch", PORTION);
        boolean isComplete = false;
        while (!isComplete) {
            for (JsonObject change :
                    rows(queries.object("users/delete", parameters).orElseThrow())) {
                UUID uuid = UUID.fromString(change.getString("uuid"));
                switch (change.getString("change")) {
                    case "update" -> activityChanges.fire(ActivityChanged.updated(uuid));
                    case "delete" -> activityChanges.fire(ActivityChanged.deleted(uuid));
                    default -> isComplete = true;
                }
            }
        }
        userChanges.fire(new UserChanged(user.uuid()));
    }

    /** Writes an account as one JSON object: the profile, and an array for each kind of rows. */
    public void export(User user, OutputStream out) throws IOException {
        Map<String, String> parameters = Map.of("user_uuid", user.uuid().toString());
        String profile =
                queries.object("users/me", Map.of("handle", user.handle())).orElse("null");
        Writer json = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        json.write("{\"profile\":" + profile);
        for (String query : SECTIONS) {
            json.write(",\"" + query.substring("export/".length()) + "\":[");
            new Section(json).write(query, parameters, page -> {});
            json.write("]");
        }
        json.write(",\"messages\":[");
        writeMessages(user, json);
        json.write("]}");
        json.flush();
    }

    /** The messages of all conversations, one conversation after the other, because no index has the order of all of them. */
    private void writeMessages(User user, Writer json) throws IOException {
        Section messages = new Section(json);
        String reader = user.uuid().toString();
        new Section(Writer.nullWriter()).write("export/message_groups", Map.of("user_uuid", reader), page -> {
            for (JsonObject group : rows(page)) {
                messages.write(
                        "messages/group",
                        Map.of("message_group_uuid", group.getString("uuid"), "reader_uuid", reader),
                        each -> {});
            }
        });
    }

    private static List<JsonObject> rows(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonArray array = reader.readArray();
            return array.getValuesAs(JsonObject.class);
        }
    }

    private interface PageConsumer {
        void accept(String page) throws IOException;
    }

    /** The items of one array of the export. */
    private final class Section {

        private final Writer json;
        private boolean isEmpty = true;

        Section(Writer json) {
            this.json = json;
        }

        void write(String query, Map<String, ?> parameters, PageConsumer consumer) throws IOException {
            Optional<Cursor> next = Optional.of(Cursor.START);
            while (next.isPresent()) {
                // An export may take longer than a request may wait for the database; each portion has this limit.
                RequestDeadline.begin();
                Page page = queries.page(query, new PageRequest(next.get(), PORTION), parameters);
                if (!page.isEmpty()) {
                    json.write(isEmpty ? "" : ",");
                    json.write(page.json(), 1, page.json().length() - 2);
                    isEmpty = false;
                    consumer.accept(page.json());
                }
                next = page.next();
            }
        }
    }
}
