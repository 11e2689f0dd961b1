package app.cruddur.lambda.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code bin/lambda/invoke} runs: hands the Lambda one event and prints what comes back. Ends with the scripts' exit codes. */
public final class InvokeCli {

    private static final int FAILED = 1;
    private static final int NOT_SET_UP = 3;
    private static final int UNREACHABLE = 4;

    private InvokeCli() {}

    /** @param arguments the build's directory and the event's file */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code;
        try (LocalRuntime lambda = LocalRuntime.ofScripts(Path.of(arguments[0]))) {
            InvocationResult answer = lambda.invoke(Files.readString(Path.of(arguments[1])));
            out.println(answer.body().strip());
            errors.print(lambda.log());
            errors.printf(
                    "started in %d ms, answered in %d ms%n",
                    lambda.startUp().toMillis(), answer.took().toMillis());
            code = code(answer);
        } catch (IOException e) {
            errors.println(e.getMessage());
            code = NOT_SET_UP;
        }
        System.exit(code);
    }

    private static int code(InvocationResult answer) {
        if (!answer.failed()) {
            return 0;
        }
        return answer.body().contains("database_unavailable") ? UNREACHABLE : FAILED;
    }
}
