package app.cruddur.persistence;

import app.cruddur.persistence.resilience.ConnectionGeneration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    private static final Map<ConnectionUrl.Host, WalTimeline> PRIMARIES = new HashMap<>();
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
     * @param timeline empty for a standby
     */
    static synchronized void update(ConnectionUrl.Host host, Optional<WalTimeline> timeline) {
        timeline.ifPresentOrElse(
                primary -> {
                    PRIMARIES.put(host, primary);
                    HIGHEST_TIMELINES.merge(primary.cluster(), primary.number(), Math::max);
                },
                () -> PRIMARIES.remove(host));
        Set<ConnectionUrl.Host> before = hosts;
        hosts = PRIMARIES.keySet().stream()
                .filter(each -> PRIMARIES.get(each).number() < highest(each))
                .collect(Collectors.toUnmodifiableSet());
        hosts.stream()
                .filter(former -> !before.contains(former))
                .forEach(former ->
                        ConnectionGeneration.force(former + " is a former primary: it accepts writes on timeline "
                                + PRIMARIES.get(former).number() + ", but another host was promoted to timeline "
                                + highest(former)));
    }

    private static int highest(ConnectionUrl.Host host) {
        return HIGHEST_TIMELINES.get(PRIMARIES.get(host).cluster());
    }
}
