package app.cruddur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process, with its children, has used, as {@code /proc} tells. */
final class Processes {

    /** Linux's clock ticks. */
    private static final double TICKS_PER_SECOND = 100;

    private Processes() {}

    /** Seconds of CPU since it began, those of its ended children too. */
    static double cpu(ProcessHandle process) {
        double seconds = ticks(process, true) / TICKS_PER_SECOND;
        return seconds
                + process.children()
                        .mapToDouble(child -> ticks(child, false) / TICKS_PER_SECOND)
                        .sum();
    }

    /** Megabytes in memory, without its children. */
    static long memory(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    private static long ticks(ProcessHandle process, boolean withEnded) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            // The second field is a name between brackets, which may hold spaces: 14 to 17 are the times.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return withEnded ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (IOException e) {
            return 0; // ended meanwhile
        }
    }
}
