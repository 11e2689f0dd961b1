package app.cruddur.message;

import app.cruddur.http.ApiException;
import app.cruddur.http.IdempotencyKeys;
import app.cruddur.http.ValidationErrors;
import app.cruddur.persistence.Cursor;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.Page;
import app.cruddur.persistence.PageRequest;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.user.User;
import app.cruddur.user.UserRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Sends and reads direct messages. Sending is one statement, which PostgreSQL commits by itself; reading is a transaction.
 *
 * <p>Lock order: sending locks the row of the group, then the rows of its members; reading locks one member's row only. This order prevents
 * deadlocks.
 */
@ApplicationScoped
@Bulkhead
public class MessageService {

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

    private static final String LOCK_MEMBER =
            """
            SELECT unread_count
            FROM message_group_members
            WHERE message_group_uuid = CAST(?1 AS uuid) AND user_uuid = CAST(?2 AS uuid)
            FOR NO KEY UPDATE""";

    private static final String MARK_READ =
            """
            UPDATE message_group_members
            SET unread_count = 0
            WHERE message_group_uuid = CAST(?1 AS uuid) AND user_uuid = CAST(?2 AS uuid) AND unread_count > 0""";

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private UserRepository users;

    @Inject
    private Validator validator;

    @Inject
    private IdempotencyKeys idempotencyKeys;

    /**
     * Sends a message to a user or to a conversation.
     *
     * @return the message as JSON; for a request repeated with the same Idempotency-Key, the message created first
     * @throws ApiException 422 with all validation error codes; 404 when the sender is not a member of the group, or the message created
     *     first has expired
     */
    public String send(User sender, SendMessageRequest message) {
        ValidationErrors errors = ValidationErrors.in(message, validator);
        Optional<UUID> receiver = findReceiver(sender, message, errors);
        errors.throwIfAny();

        UUID receiverUuid = receiver.orElseGet(() -> otherMember(parseUuid(message.messageGroupUuid()), sender));
        Map<String, String> parameters = Map.of("receiver_uuid", receiverUuid.toString(), "message", message.message());
        return idempotencyKeys
                .createOnce("messages/create", "messages/object", sender.uuid(), "message", message, parameters)
                .orElseThrow(MessageService::groupNotFound)
                .json();
    }

    /** Finds the receiver by handle and adds errors; empty if the message names a conversation or no known user. */
    private Optional<UUID> findReceiver(User sender, SendMessageRequest message, ValidationErrors errors) {
        Optional<UUID> receiver = Optional.empty();
        if (message.hasReceiver() == message.hasGroup()) {
            errors.add(
                    "userReceiverHandle",
                    message.hasReceiver() ? "user_receiver_ambiguous" : "user_receiver_handle_blank");
        } else if (message.hasReceiver()) {
            receiver = users.byHandle(message.userReceiverHandle()).map(User::uuid);
            if (receiver.isEmpty()) {
                errors.add("userReceiverHandle", "user_receiver_not_found");
            } else if (receiver.get().equals(sender.uuid())) {
                errors.add("userReceiverHandle", "user_receiver_is_self");
            }
        }
        return receiver;
    }

    /**
     * Returns a page of a conversation to one of its two members. If the response contains the first page, all messages of the conversation
     * are marked as read, regardless of the page size, because front ends have no other request for this.
     *
     * @param isSent whether the response contains the page
     * @throws ApiException 404 when the group does not exist or the reader is not a member; the response does not reveal which
     */
    @Transactional
    public Page inGroup(String group, User reader, PageRequest request, Predicate<Page> isSent) {
        UUID uuid = parseUuid(group);
        Page page = page(uuid, reader, request, isSent);
        if (page.isEmpty()) {
            otherMember(uuid, reader);
        }
        return page;
    }

    /** Returns a page of the conversation with another user, or an empty page; marks messages as read like {@link #inGroup}. */
    @Transactional
    public Page with(User other, User reader, PageRequest request, Predicate<Page> isSent) {
        return findUuid(GROUP_OF_PAIR, reader.uuid(), other.uuid())
                .map(group -> page(group, reader, request, isSent))
                .orElse(new Page("[]", Optional.empty()));
    }

    private Page page(UUID group, User reader, PageRequest request, Predicate<Page> isSent) {
        boolean isFirst = request.cursor().equals(Cursor.START);
        if (isFirst) {
            // New messages wait for this commit, so no message is marked as read that the page's query cannot see.
            memberQuery(LOCK_MEMBER, group, reader).getResultList();
        }
        Page page = queries.page(
                "messages/group",
                request,
                Map.of(
                        "message_group_uuid", group.toString(),
                        "reader_uuid", reader.uuid().toString()));
        if (isFirst && isSent.test(page)) {
            memberQuery(MARK_READ, group, reader).executeUpdate();
        }
        return page;
    }

    private Query memberQuery(String sql, UUID group, User member) {
        return entityManager
                .createNativeQuery(sql)
                .setParameter(1, group.toString())
                .setParameter(2, member.uuid().toString());
    }

    private UUID otherMember(UUID group, User member) {
        return findUuid(OTHER_MEMBER, group, member.uuid()).orElseThrow(MessageService::groupNotFound);
    }

    private Optional<UUID> findUuid(String sql, UUID first, UUID second) {
        List<?> rows = entityManager
                .createNativeQuery(sql)
                .setParameter(1, first.toString())
                .setParameter(2, second.toString())
                .getResultList();
        return rows.stream().findFirst().map(String.class::cast).map(UUID::fromString);
    }

    static UUID parseUuid(String group) {
        try {
            return UUID.fromString(group);
        } catch (IllegalArgumentException e) {
            throw groupNotFound();
        }
    }

    static ApiException groupNotFound() {
        return ApiException.notFound("message_group_not_found");
    }
}
