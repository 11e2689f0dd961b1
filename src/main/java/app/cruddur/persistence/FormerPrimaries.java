package app.cruddur.persistence;

import app.cruddur.persistence.resilience.ConnectionGeneration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts of {@code CONNECTION_URL} that still accept writes although a standby was promoted in their place. No new connection is opened
 * to them, and open connections are replaced before their next use.
 *
 * <p>A host remains a former primary until it has become a standby, also while the new primary is unreachable. The state is static for the
 * same reason as in {@link ConnectionGeneration}.
 */
final class FormerPrimaries {

    private record Primary(String cluster, int timeline) {}

    private static final Map<ConnectionUrl.Host, Primary> PRIMARIES = new HashMap<>();
    /** The highest timeline of each cluster; the timelines of two clusters are not comparable. */
    private static final Map<String, Integer> HIGHEST_TIMELINES = new HashMap<>();

    private static volatile Set<ConnectionUrl.Host> hosts = Set.of();

    private FormerPrimaries() {}

    /** The hosts that are former primaries at present. */
    static Set<ConnectionUrl.Host> hosts() {
        return hosts;
    }

    /**
     * Records the role and the timeline of a host.
     *
     * @param cluster PostgreSQL's system identifier, which a primary and its standbys share
     * @param timeline null for a standby
     */
    static synchronized void update(ConnectionUrl.Host host, String cluster, Integer timeline) {
        if (timeline == null) {
            PRIMARIES.remove(host);
        } else {
            PRIMARIES.put(host, new Primary(cluster, timeline));
            HIGHEST_TIMELINES.merge(cluster, timeline, Math::max);
        }
        Set<ConnectionUrl.Host> before = hosts;
        hosts = PRIMARIES.entrySet().stream()
                .filter(entry -> entry.getValue().timeline < HIGHEST_TIMELINES.get(entry.getValue().cluster))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        hosts.stream()
                .filter(former -> !before.contains(former))
                .forEach(former ->
                        ConnectionGeneration.force(former + " is a former primary: it accepts writes on timeline "
                                + PRIMARIES.get(former).timeline + ", but another host was promoted to timeline "
                                + HIGHEST_TIMELINES.get(PRIMARIES.get(former).cluster)));
    }
}
