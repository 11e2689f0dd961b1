package app.cruddur.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Resource use of a Java process, read with {@code jcmd} and from {@code /proc}.
 *
 * @param heap megabytes of live objects, after a full collection
 * @param memory resident megabytes of the process, including memory outside of the heap
 * @param files the number of open files, including sockets
 */
public record Vitals(double heap, double memory, long threads, long files) {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    public static Vitals of(ProcessHandle java) throws IOException, InterruptedException {
        Path process = Path.of("/proc", String.valueOf(java.pid()));
        return new Vitals(
                number(TOTAL, histogram(java)) / 1e6,
                number(RESIDENT, Files.readString(process.resolve("status"))) / 1e3,
                count(process.resolve("task")),
                count(process.resolve("fd")));
    }

    /** The number and size of live objects by class, after a full collection. */
    public static String histogram(ProcessHandle java) throws IOException, InterruptedException {
        return jcmd(java, "GC.class_histogram");
    }

    /** A thread dump. */
    public static String threads(ProcessHandle java) throws IOException, InterruptedException {
        return jcmd(java, "Thread.print");
    }

    private static String jcmd(ProcessHandle java, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(java.pid()),
                        command))
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + output);
        }
        return output;
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
