package app.cruddur.message;

import app.cruddur.http.TextLength;

/**
 * Request body that sends a message, either to a user or to a conversation. The messages of the constraints are the API's error codes.
 *
 * @param message 1 to 1024 code points
 * @param userReceiverHandle handle of the receiver
 * @param handle the name that later front ends use for {@code user_receiver_handle}
 * @param messageGroupUuid UUID of the conversation
 */
public record SendMessageRequest(
        @TextLength(name = "message", max = 1024) String message,
        String userReceiverHandle,
        String handle,
        String messageGroupUuid) {

    public SendMessageRequest {
        userReceiverHandle = isPresent(userReceiverHandle) ? userReceiverHandle : handle;
    }

    boolean hasReceiver() {
        return isPresent(userReceiverHandle);
    }

    boolean hasGroup() {
        return isPresent(messageGroupUuid);
    }

    private static boolean isPresent(String text) {
        return text != null && !text.isBlank();
    }
}
