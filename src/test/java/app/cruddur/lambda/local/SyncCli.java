package app.cruddur.lambda.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Main class of {@code bin/db/sync-cognito-users}: invokes the function for each line of standard input, which is a username, a tab and an
 * event; prints the username, a tab and the outcome. Exits with the scripts' exit codes.
 */
public final class SyncCli {

    private static final int NOT_SET_UP = 3;
    private static final int UNREACHABLE = 4;
    private static final int REFUSED = 6;

    private static final Pattern REASON = Pattern.compile("\"errorMessage\":\"[^\"]*: ([a-z_ ]+)\"");

    private SyncCli() {}

    /** @param arguments the build directory */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, Integer> outcomes = new TreeMap<>();
        int code = 0;
        try (LocalRuntime lambda = LocalRuntime.ofScripts(Path.of(arguments[0]))) {
            lambda.newLogLines();
            for (String line = lines.readLine(); line != null && code != UNREACHABLE; line = lines.readLine()) {
                String[] person = line.split("\t", 2);
                InvocationResult result = lambda.invoke(person[1]);
                String news = lambda.newLogLines().strip();
                // The client prints an error after it has reported it: earlier lines may belong to the previous event.
                String outcome = result.failed() ? reason(result) : news.substring(news.lastIndexOf('\n') + 1);
                out.println(person[0] + "\t" + outcome);
                outcomes.merge(outcome, 1, Integer::sum);
                if (outcome.equals("database_unavailable")) {
                    news.lines().filter(each -> each.startsWith("SQLSTATE")).forEach(errors::println);
                    code = UNREACHABLE;
                } else if (result.failed()) {
                    code = REFUSED;
                }
            }
            outcomes.forEach((outcome, count) -> errors.println(count + " " + outcome));
        } catch (IOException e) {
            errors.println(e.getMessage());
            code = NOT_SET_UP;
        }
        System.exit(code);
    }

    private static String reason(InvocationResult result) {
        Matcher reason = REASON.matcher(result.body());
        return reason.find() ? reason.group(1) : "failed";
    }
}
