package app.cruddur.lambda.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code bin/lambda/invoke} and {@code bin/db/sync-cognito-users} run: hands the Lambda the event of a file, or one a line of standard
 * input, and prints what comes back, one a line. Ends with the scripts' exit codes.
 */
public final class InvokeCommand {

    private static final int FAILED = 1;
    private static final int NOT_SET_UP = 3;
    private static final int UNREACHABLE = 4;

    /** What of the caller's environment the Lambda shall find in its own. */
    private static final List<String> VARIABLES = List.of("CONNECTION_URL", "JAVA_TOOL_OPTIONS");

    private InvokeCommand() {}

    /** @param arguments the build's directory and, unless events come from standard input, a file */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().retainAll(VARIABLES);
        int code;
        try (LocalRuntime lambda = new LocalRuntime(Path.of(arguments[0]), environment)) {
            code = arguments.length > 1
                    ? one(lambda, Files.readString(Path.of(arguments[1])), out, errors)
                    : each(lambda, out);
            errors.print(lambda.log());
        } catch (IOException e) {
            errors.println(e.getMessage());
            code = NOT_SET_UP;
        }
        System.exit(code);
    }

    private static int one(LocalRuntime lambda, String event, PrintStream out, PrintStream errors)
            throws IOException, InterruptedException {
        Answer answer = lambda.invoke(event);
        out.println(answer.body().strip());
        errors.printf(
                "started in %d ms, answered in %d ms%n",
                lambda.startUp().toMillis(), answer.took().toMillis());
        return code(answer);
    }

    private static int each(LocalRuntime lambda, PrintStream out) throws IOException, InterruptedException {
        int code = 0;
        BufferedReader events = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String event = events.readLine(); event != null; event = events.readLine()) {
            Answer answer = lambda.invoke(event);
            out.println(answer.body().strip().replaceAll("\\R", " "));
            code = Math.max(code, code(answer));
        }
        return code;
    }

    private static int code(Answer answer) {
        if (!answer.failed()) {
            return 0;
        }
        return answer.body().contains("database_unavailable") ? UNREACHABLE : FAILED;
    }
}
