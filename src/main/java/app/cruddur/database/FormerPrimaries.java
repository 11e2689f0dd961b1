package app.cruddur.database;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hosts of {@code CONNECTION_URL} that still accept writes although a standby was promoted in their place: no new connection goes there,
 * and open ones are replaced before their next use.
 *
 * <p>A host stays here while the new primary is unreachable, and until it has become a standby. Static, as {@link ConnectionGeneration}.
 */
final class FormerPrimaries {

    private record Primary(String cluster, int timeline) {}

    private static final Map<ConnectionUrl.Host, Primary> PRIMARIES = new HashMap<>();
    /** By cluster: two clusters cannot be compared. */
    private static final Map<String, Integer> HIGHEST = new HashMap<>();

    private static volatile Set<ConnectionUrl.Host> hosts = Set.of();

    private FormerPrimaries() {}

    static Set<ConnectionUrl.Host> hosts() {
        return hosts;
    }

    /**
     * Records what a host is.
     *
     * @param cluster PostgreSQL's system identifier, which a primary and its standbys share
     * @param timeline null for a standby
     */
    static synchronized void update(ConnectionUrl.Host host, String cluster, Integer timeline) {
        if (timeline == null) {
            PRIMARIES.remove(host);
        } else {
            PRIMARIES.put(host, new Primary(cluster, timeline));
            HIGHEST.merge(cluster, timeline, Math::max);
        }
        Set<ConnectionUrl.Host> before = hosts;
        hosts = PRIMARIES.entrySet().stream()
                .filter(entry -> entry.getValue().timeline < HIGHEST.get(entry.getValue().cluster))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        hosts.stream()
                .filter(former -> !before.contains(former))
                .forEach(former ->
                        ConnectionGeneration.force(former + " is a former primary: it accepts writes on timeline "
                                + PRIMARIES.get(former).timeline + ", but another host was promoted to timeline "
                                + HIGHEST.get(PRIMARIES.get(former).cluster)));
    }
}
