package app.cruddur.bench;

import app.cruddur.persistence.ConnectionUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Runs {@code wrk} or {@code pgbench} for some seconds and parses their results. */
final class Load {

    /**
     * @param rate requests per second
     * @param p50 median latency in milliseconds
     * @param p99 99th percentile of the latency in milliseconds
     * @param errors responses with an error status, failed connections, timeouts, and connections without any response
     */
    record Result(double rate, double p50, double p99, long errors) {
        Result plusErrors(int more) {
            return new Result(rate, p50, p99, errors + more);
        }
    }

    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern ERROR_STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKET_ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private Load() {}

    /**
     * Runs wrk with two threads.
     *
     * @param arguments the URL, and options before it
     */
    static Result wrk(int connections, int seconds, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("wrk", "-t2", "-c" + connections, "-d" + seconds + "s", "--timeout", "20s", "--latency"));
        command.addAll(arguments);
        String output = run(command, Map.of());
        double rate = number(RATE, output);
        // No response at all is an error too: wrk does not count requests without a response.
        long errors = count(ERROR_STATUS, output) + count(SOCKET_ERRORS, output) + (rate == 0 ? connections : 0);
        if (errors > 0) {
            Bench.log("  !! " + errors + " errors: " + String.join(" ", arguments));
        }
        return new Result(rate, millis(output, "50"), millis(output, "99"), errors);
    }

    /** Runs a script with prepared statements and eight clients; returns the transactions per second. */
    static double pgbench(ConnectionUrl url, Path script, int seconds, Map<String, String> variables) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-c",
                "8",
                "-j",
                "2",
                "-T",
                String.valueOf(seconds),
                "-f",
                script.toString()));
        variables.forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
        var host = url.hosts().get(0);
        command.addAll(List.of("-h", host.name(), "-p", String.valueOf(host.port()), "-U", url.user(), url.database()));
        return number(TPS, run(command, Map.of("PGTZ", "UTC")));
    }

    static String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            int code = builder.start().waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + code + ":\n" + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }

    /** The sum of all numbers that the pattern finds. */
    private static long count(Pattern pattern, String output) {
        return pattern.matcher(output)
                .results()
                .flatMap(line -> IntStream.rangeClosed(1, line.groupCount()).mapToObj(line::group))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static double millis(String output, String percentile) {
        Matcher line =
                Pattern.compile(" +" + percentile + "% +([0-9.]+)(us|ms|s)").matcher(output);
        if (!line.find()) {
            throw new IllegalStateException("no " + percentile + "% in " + output);
        }
        double value = Double.parseDouble(line.group(1));
        return switch (line.group(2)) {
            case "us" -> value / 1000;
            case "ms" -> value;
            default -> value * 1000;
        };
    }

    private static double number(Pattern pattern, String output) {
        Matcher line = pattern.matcher(output);
        if (!line.find()) {
            throw new IllegalStateException("no " + pattern + " in " + output);
        }
        return Double.parseDouble(line.group(1));
    }
}
