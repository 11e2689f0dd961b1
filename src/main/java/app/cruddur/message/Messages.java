package app.cruddur.message;

import app.cruddur.database.Cursor;
import app.cruddur.database.JsonPage;
import app.cruddur.database.JsonQueries;
import app.cruddur.database.PageRequest;
import app.cruddur.database.Pooled;
import app.cruddur.http.ApiError;
import app.cruddur.http.Faults;
import app.cruddur.http.IdempotencyKeys;
import app.cruddur.user.User;
import app.cruddur.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What two people write to each other; each method is one transaction.
 *
 * <p>The locks: writing takes the group's row, then its members'; reading takes one member's row and no other. So there is no circle to
 * wait in.
 */
@ApplicationScoped
@Pooled
@Transactional
public class Messages {

    /**
     * One statement, so that the database's clock orders a conversation: whoever holds the group's row gets a time later than all before.
     * Of many first messages at once one makes the group, and the others wait and find it.
     */
    private static final String SEND =
            """
            WITH conversation AS (
              INSERT INTO message_groups (first_user_uuid, second_user_uuid, latest_message_at)
              VALUES (
                LEAST(CAST(?2 AS uuid), CAST(?3 AS uuid)),
                GREATEST(CAST(?2 AS uuid), CAST(?3 AS uuid)),
                clock_timestamp()
              )
              ON CONFLICT (first_user_uuid, second_user_uuid) DO UPDATE
              SET latest_message_at = GREATEST(
                clock_timestamp(), message_groups.latest_message_at + interval '1 microsecond'
              )
              RETURNING uuid, latest_message_at
            ),
            told AS (
              INSERT INTO message_group_members (message_group_uuid, user_uuid, unread_count, latest_message_at)
              SELECT conversation.uuid, members.user_uuid, members.unread, conversation.latest_message_at
              FROM conversation
              CROSS JOIN (VALUES (CAST(?2 AS uuid), 0), (CAST(?3 AS uuid), 1)) AS members (user_uuid, unread)
              ON CONFLICT (message_group_uuid, user_uuid) DO UPDATE
              SET unread_count = message_group_members.unread_count + EXCLUDED.unread_count,
                  latest_message_at = EXCLUDED.latest_message_at
            )
            INSERT INTO messages (uuid, message_group_uuid, user_uuid, message, created_at)
            SELECT CAST(?1 AS uuid), conversation.uuid, CAST(?2 AS uuid), CAST(?4 AS text), conversation.latest_message_at
            FROM conversation""";

    private static final String GROUP_OF_PAIR =
            """
            SELECT CAST(uuid AS text)
            FROM message_groups
            WHERE first_user_uuid = LEAST(CAST(?1 AS uuid), CAST(?2 AS uuid))
              AND second_user_uuid = GREATEST(CAST(?1 AS uuid), CAST(?2 AS uuid))""";

    private static final String OTHER_MEMBER =
            """
            SELECT CAST(theirs.user_uuid AS text)
            FROM message_group_members AS mine
            INNER JOIN message_group_members AS theirs
              ON theirs.message_group_uuid = mine.message_group_uuid AND theirs.user_uuid <> mine.user_uuid
            WHERE mine.message_group_uuid = CAST(?1 AS uuid) AND mine.user_uuid = CAST(?2 AS uuid)""";

    private static final String MARK_READ =
            """
            UPDATE message_group_members
            SET unread_count = 0
            WHERE message_group_uuid = CAST(?1 AS uuid) AND user_uuid = CAST(?2 AS uuid) AND unread_count > 0""";

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private JsonQueries queries;

    @Inject
    private Users users;

    @Inject
    private Validator validator;

    @Inject
    private IdempotencyKeys idempotencyKeys;

    /**
     * Writes to somebody.
     *
     * @return the message as JSON; of a repeated request, the message that the first one created
     * @throws ApiError 422 with the codes of all that is wrong, 404 when the group is none of the sender's
     */
    public String send(User sender, NewMessage message) {
        Faults faults = Faults.in(message, validator);
        Optional<UUID> person = person(sender, message, faults);
        faults.refuse();

        UUID uuid = idempotencyKeys.once(sender.uuid(), "message", message, () -> {
            UUID receiver = person.orElseGet(() -> otherMember(key(message.messageGroupUuid()), sender));
            return store(sender, receiver, message.message());
        });
        return queries.object("messages/object", Map.of("uuid", uuid.toString()))
                .orElseThrow(Messages::groupNotFound);
    }

    private UUID store(User sender, UUID receiver, String text) {
        UUID uuid = UUID.randomUUID();
        entityManager
                .createNativeQuery(SEND)
                .setParameter(1, uuid.toString())
                .setParameter(2, sender.uuid().toString())
                .setParameter(3, receiver.toString())
                .setParameter(4, text)
                .executeUpdate();
        return uuid;
    }

    /** The person a message is for, when it names one. */
    private Optional<UUID> person(User sender, NewMessage message, Faults faults) {
        Optional<UUID> person = Optional.empty();
        if (message.namesPerson() == message.namesGroup()) {
            faults.add(
                    "userReceiverHandle",
                    message.namesPerson() ? "user_receiver_ambiguous" : "user_receiver_handle_blank");
        } else if (message.namesPerson()) {
            person = users.byHandle(message.userReceiverHandle()).map(User::uuid);
            if (person.isEmpty()) {
                faults.add("userReceiverHandle", "user_receiver_not_found");
            } else if (person.get().equals(sender.uuid())) {
                faults.add("userReceiverHandle", "user_receiver_is_self");
            }
        }
        return person;
    }

    /**
     * A page of a conversation, for one of the two alone. Front ends have no other call to say that something was read: so its first page
     * counts as read, whatever its length.
     *
     * @throws ApiError 404 when there is no such group, or the reader is not in it: nobody learns which
     */
    public JsonPage inGroup(String group, User reader, PageRequest request) {
        UUID uuid = key(group);
        JsonPage page = page(uuid, reader, request);
        if (page.isEmpty()) {
            otherMember(uuid, reader);
        }
        return page;
    }

    /** A page of the conversation with somebody, empty when the two have never spoken; the first one counts as read here too. */
    public JsonPage with(User other, User reader, PageRequest request) {
        return find(GROUP_OF_PAIR, reader.uuid(), other.uuid())
                .map(group -> page(group, reader, request))
                .orElse(new JsonPage("[]", Optional.empty()));
    }

    private JsonPage page(UUID group, User reader, PageRequest request) {
        if (request.cursor().equals(Cursor.START)) {
            // Before the page is read: what arrives between the two is shown and still counted, never the other way
            // round.
            entityManager
                    .createNativeQuery(MARK_READ)
                    .setParameter(1, group.toString())
                    .setParameter(2, reader.uuid().toString())
                    .executeUpdate();
        }
        return queries.page(
                "messages/group",
                request,
                Map.of(
                        "message_group_uuid", group.toString(),
                        "reader_uuid", reader.uuid().toString()));
    }

    private UUID otherMember(UUID group, User member) {
        return find(OTHER_MEMBER, group, member.uuid()).orElseThrow(Messages::groupNotFound);
    }

    private Optional<UUID> find(String sql, UUID first, UUID second) {
        List<?> rows = entityManager
                .createNativeQuery(sql)
                .setParameter(1, first.toString())
                .setParameter(2, second.toString())
                .getResultList();
        return rows.stream().findFirst().map(String.class::cast).map(UUID::fromString);
    }

    private static UUID key(String group) {
        try {
            return UUID.fromString(group);
        } catch (IllegalArgumentException e) {
            throw groupNotFound();
        }
    }

    private static ApiError groupNotFound() {
        return ApiError.notFound("message_group_not_found");
    }
}
