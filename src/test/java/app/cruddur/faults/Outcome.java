package app.cruddur.faults;

import java.time.Duration;
import java.util.Map;

/**
 * What a fault did to those who were at work meanwhile.
 *
 * @param fault what was done
 * @param errorsByKind how many requests failed in which way, as their clients saw it
 * @param longestWait for any answer, or for knowing that there is none
 * @param recovery from the database's (or server's) return until a crud was acknowledged and the last request had failed
 * @param lost cruds that were acknowledged and are not there as they were acknowledged
 * @param doubled cruds that are there more than once
 */
public record Outcome(
        String fault,
        long requests,
        Map<String, Long> errorsByKind,
        Duration longestWait,
        Duration recovery,
        long lost,
        long doubled) {}
