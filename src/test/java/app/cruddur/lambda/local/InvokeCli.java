package app.cruddur.lambda.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Main class of {@code bin/lambda/invoke}: invokes the function with one event and prints the result. Exits with the scripts' exit codes. */
public final class InvokeCli {

    private static final int FAILED = 1;
    private static final int NOT_SET_UP = 3;
    private static final int UNREACHABLE = 4;

    private InvokeCli() {}

    /** @param arguments the build directory and the file of the event */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code;
        try (LocalRuntime lambda = LocalRuntime.ofScripts(Path.of(arguments[0]))) {
            InvocationResult result = lambda.invoke(Files.readString(Path.of(arguments[1])));
            out.println(result.body().strip());
            errors.print(lambda.log());
            errors.printf(
                    "started in %d ms, result after %d ms%n",
                    lambda.startUp().toMillis(), result.took().toMillis());
            code = code(result);
        } catch (IOException e) {
            errors.println(e.getMessage());
            code = NOT_SET_UP;
        }
        System.exit(code);
    }

    private static int code(InvocationResult result) {
        if (!result.failed()) {
            return 0;
        }
        return result.body().contains("database_unavailable") ? UNREACHABLE : FAILED;
    }
}
