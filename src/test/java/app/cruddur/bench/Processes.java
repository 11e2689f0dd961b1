package app.cruddur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time and memory of a process, read from {@code /proc}. */
final class Processes {

    /** The clock ticks of Linux ({@code USER_HZ}). */
    private static final double TICKS_PER_SECOND = 100;

    private Processes() {}

    /** The CPU time in seconds of a process and its children since its start, including children that have ended. */
    static double cpu(ProcessHandle process) {
        double seconds = ticks(process, true) / TICKS_PER_SECOND;
        return seconds
                + process.children()
                        .mapToDouble(child -> ticks(child, false) / TICKS_PER_SECOND)
                        .sum();
    }

    /** The resident memory of a process in megabytes, without its children. */
    static long memory(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    private static long ticks(ProcessHandle process, boolean includeEndedChildren) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            // The second field is a name in parentheses, which may contain spaces. Fields 14 to 17 are the CPU times.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return includeEndedChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (IOException e) {
            return 0; // The process has ended.
        }
    }
}
