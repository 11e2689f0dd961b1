package app.cruddur.message;

import app.cruddur.http.TextLength;

/**
 * What a client sends to write to somebody: either to a person or into a conversation. The constraints' messages are the contract's codes.
 *
 * @param message 1 to 1024 code points
 * @param userReceiverHandle the person
 * @param handle what later front ends call {@code user_receiver_handle}
 * @param messageGroupUuid the conversation
 */
public record SendMessageRequest(
        @TextLength(name = "message", max = 1024) String message,
        String userReceiverHandle,
        String handle,
        String messageGroupUuid) {

    public SendMessageRequest {
        userReceiverHandle = isGiven(userReceiverHandle) ? userReceiverHandle : handle;
    }

    boolean namesPerson() {
        return isGiven(userReceiverHandle);
    }

    boolean namesGroup() {
        return isGiven(messageGroupUuid);
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }
}
