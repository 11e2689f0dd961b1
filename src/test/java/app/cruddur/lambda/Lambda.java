package app.cruddur.lambda;

import app.cruddur.lambda.local.InvocationResult;
import app.cruddur.lambda.local.LocalRuntime;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The packaged Lambda function, run by AWS's runtime interface client, and the events that Cognito sends it. */
final class Lambda implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EVENTS = Path.of("aws/events");

    private final LocalRuntime runtime;

    Lambda(String connectionUrl) throws Exception {
        runtime = new LocalRuntime(Path.of("target"), Map.of("CONNECTION_URL", connectionUrl));
    }

    /** A confirmation event for a new user with this handle; the subject is {@code sub-} followed by the handle. */
    static ObjectNode signUp(String handle) throws IOException {
        ObjectNode event = event("confirm-sign-up");
        attributes(event)
                .put("sub", "sub-" + handle)
                .put("preferred_username", handle)
                .put("name", "Name of " + handle)
                .put("email", handle + "@example.com");
        return event;
    }

    /** Reads an event from {@code aws/events}. */
    static ObjectNode event(String name) throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(EVENTS.resolve(name + ".json")));
    }

    static ObjectNode attributes(ObjectNode event) {
        return (ObjectNode) event.at("/request/userAttributes");
    }

    InvocationResult invoke(JsonNode event) throws Exception {
        return runtime.invoke(event.toString());
    }

    static JsonNode json(InvocationResult result) throws IOException {
        return JSON.readTree(result.body());
    }

    String log() throws IOException {
        return runtime.log();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        runtime.close();
    }
}
