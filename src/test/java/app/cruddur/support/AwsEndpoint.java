package app.cruddur.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A fake AWS endpoint on 127.0.0.1: it returns prepared responses in the XML of the query protocol or in JSON, and records the requests.
 */
public final class AwsEndpoint implements AutoCloseable {

    /**
     * A request in one of the JSON protocols.
     *
     * @param what the target header if the protocol has one, otherwise the method and path
     */
    public record Call(String what, String body) {}

    private record Answer(int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final Queue<Answer> responses = new ArrayDeque<>();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    public AwsEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
                requests.add(parameters(text));
            } else {
                String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
                calls.add(new Call(
                        target != null ? target : exchange.getRequestMethod() + " " + exchange.getRequestURI(), text));
            }
            Answer answer = responses.isEmpty() ? new Answer(400, Map.of(), "no answer left") : responses.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Adds the response of RDS to an action on an instance: a description of the instance. */
    public AwsEndpoint answerInstance(String action, String status) {
        boolean list = action.startsWith("Describe");
        String instance =
                """
                <DBInstance><DBInstanceIdentifier>cruddur-db-instance</DBInstanceIdentifier>\
                <DBInstanceStatus>%s</DBInstanceStatus><DBInstanceClass>db.t3.micro</DBInstanceClass><Engine>postgres</Engine>\
                <EngineVersion>17.6</EngineVersion><MasterUsername>cruddurroot</MasterUsername><DBName>cruddur</DBName>\
                <Endpoint><Address>cruddur.example.us-east-1.rds.amazonaws.com</Address><Port>5432</Port></Endpoint>\
                </DBInstance>"""
                        .formatted(status);
        return answer(
                200,
                """
                <%1$sResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><%1$sResult>%2$s</%1$sResult>\
                <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></%1$sResponse>"""
                        .formatted(action, list ? "<DBInstances>" + instance + "</DBInstances>" : instance));
    }

    /** Adds an error response of RDS. */
    public AwsEndpoint answerError(int status, String code, String message) {
        return answer(
                status,
                """
                <ErrorResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><Error><Type>Sender</Type>\
                <Code>%s</Code><Message>%s</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"""
                        .formatted(code, message));
    }

    public AwsEndpoint answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    public AwsEndpoint answer(int status, Map<String, String> headers, String body) {
        responses.add(new Answer(status, headers, body));
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The parameters of each request in the query protocol so far. */
    public List<Map<String, String>> requests() {
        return requests;
    }

    /** Each request in a JSON protocol so far. */
    public List<Call> calls() {
        return calls;
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
