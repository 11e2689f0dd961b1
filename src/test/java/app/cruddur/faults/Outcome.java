package app.cruddur.faults;

import java.time.Duration;
import java.util.Map;

/**
 * The effect of a fault on a {@link Workload}.
 *
 * @param fault the name of the fault
 * @param errorsByKind the number of failed requests by kind of error, as the clients saw it
 * @param longestWait the longest time until a response or an error
 * @param recovery the time from the end of the fault until the first crud was acknowledged and the last request had failed
 * @param lost the number of acknowledged cruds that are missing or different in the database
 * @param doubled the number of cruds that are stored more than once
 */
public record Outcome(
        String fault,
        long requests,
        Map<String, Long> errorsByKind,
        Duration longestWait,
        Duration recovery,
        long lost,
        long doubled) {}
