package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The output of a server that does not start. */
final class ServerLog {

    /** Payara and WildFly keep running when the deployment has failed: Payara reports no deployed application, WildFly an error. */
    private static final Pattern FAILED =
            Pattern.compile("Cruddur does not start: |\"Deployed\": \\[\\s*]|WFLYSRV0026");

    /** Patterns of the line that says why, best first. */
    private static final List<Pattern> REASONS = List.of(
            Pattern.compile("(?m)Cruddur does not start: (.+)$"),
            Pattern.compile("(?m)^\\s*Caused by: (.+)$"),
            Pattern.compile("(?m)\\b(?:SEVERE|ERROR|FATAL)\\b(.+)$"),
            Pattern.compile("(?m)^\\s*(\\S.+)$"));

    private ServerLog() {}

    static boolean isDeploymentFailed(Path log) throws IOException {
        return FAILED.matcher(Files.readString(log)).find();
    }

    /** The last line that matches the first of the patterns that any line matches. */
    static String reason(Path log) throws IOException {
        String text = Files.readString(log);
        for (Pattern pattern : REASONS) {
            String reason = null;
            for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
                reason = matcher.group(1).strip();
            }
            if (reason != null) {
                return reason;
            }
        }
        return "the server printed nothing";
    }
}
