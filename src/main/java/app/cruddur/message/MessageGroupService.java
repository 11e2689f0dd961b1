package app.cruddur.message;

import app.cruddur.expiry.ChangeTimeToLiveRequest;
import app.cruddur.http.ApiException;
import app.cruddur.http.ValidationErrors;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.Map;

/** The time to live of a conversation: of the messages that its members send from then on. Each method is one statement. */
@ApplicationScoped
public class MessageGroupService {

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private Validator validator;

    /** @throws ApiException 404 when the two users have no conversation */
    public String settings(User reader, User other) {
        return queries.object(
                        "message_groups/settings",
                        Map.of(
                                "user_uuid", reader.uuid().toString(),
                                "other_uuid", other.uuid().toString()))
                .orElseThrow(MessageService::groupNotFound);
    }

    /**
     * Changes the time to live of a conversation. Messages that were sent before keep their expiry.
     *
     * @return the settings of the conversation as JSON
     * @throws ApiException 422 when the time to live is not valid; 404 when the group does not exist or the user is not a member
     */
    public String changeTimeToLive(String group, User member, ChangeTimeToLiveRequest request) {
        ValidationErrors.in(request, validator).throwIfAny();
        return queries.object(
                        "message_groups/change",
                        Map.of(
                                "message_group_uuid",
                                MessageService.parseUuid(group).toString(),
                                "user_uuid",
                                member.uuid().toString(),
                                "ttl",
                                request.ttl()))
                .orElseThrow(MessageService::groupNotFound);
    }
}
