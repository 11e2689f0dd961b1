package app.cruddur.bench;

import app.cruddur.persistence.ConnectionUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@code wrk} or {@code pgbench} for some seconds and parses their results. */
final class Load {

    /**
     * @param rate requests or transactions per second
     * @param p50 median latency in milliseconds; 0 for pgbench
     * @param p99 99th percentile of the latency in milliseconds; 0 for pgbench
     */
    record Result(double rate, double p50, double p99) {}

    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: .*");
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private Load() {}

    /** @param script a Lua script, or null for a plain GET */
    static Result wrk(URI uri, int connections, int seconds, Path script, String... headers) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("wrk", "-t2", "-c" + connections, "-d" + seconds + "s", "--timeout", "20s", "--latency"));
        if (script != null) {
            command.addAll(List.of("-s", script.toString()));
        }
        for (String header : headers) {
            command.addAll(List.of("-H", header));
        }
        command.add(uri.toString());
        String output = run(command, Map.of());
        Matcher failed = FAILED.matcher(output);
        if (failed.find()) {
            System.err.println("  !! " + uri.getPath() + ": " + failed.group());
        }
        return new Result(number(RATE, output), millis(output, "50"), millis(output, "99"));
    }

    /** Runs the statements of a file as prepared statements with eight clients. */
    static Result pgbench(ConnectionUrl url, Path script, int seconds, Map<String, String> variables) throws Exception {
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
        return new Result(number(TPS, run(command, Map.of("PGTZ", "UTC"))), 0, 0);
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
