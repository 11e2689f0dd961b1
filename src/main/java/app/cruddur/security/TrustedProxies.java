package app.cruddur.security;

import app.cruddur.config.Configuration;
import app.cruddur.config.ConfigurationException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front of this server, as {@code CRUDDUR_TRUSTED_PROXIES} names them: addresses and networks, {@code 10.0.0.0/8, ::1}. What
 * they say of a request is believed; what anybody else says is not looked at.
 */
final class TrustedProxies {

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /** @throws ConfigurationException when an item is neither an address nor a network */
    static TrustedProxies of(Configuration configuration) {
        return new TrustedProxies(configuration.get(Configuration.TRUSTED_PROXIES).stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new ConfigurationException(Configuration.TRUSTED_PROXIES.variable()
                                + " contains neither an address nor a network: " + text)))
                .toList());
    }

    /** Whose request it is: each proxy adds to the right whom it heard, so the rightmost that is no proxy of ours. */
    IpAddress client(HttpServletRequest request) {
        return client(request.getRemoteAddr(), forwardedFor(request));
    }

    IpAddress client(String peer, List<String> forwardedFor) {
        IpAddress client = IpAddress.parse(peer).orElse(IpAddress.UNKNOWN);
        List<String> fromTheRight = new ArrayList<>(forwardedFor);
        Collections.reverse(fromTheRight);
        for (String hop : fromTheRight) {
            Optional<IpAddress> before = IpAddress.parse(hop);
            if (!isTrusted(client) || before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return client;
    }

    /** Whether the browser spoke TLS: with us, or with a proxy that says so. */
    boolean sawTls(HttpServletRequest request) {
        return request.isSecure()
                || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
                        && IpAddress.parse(request.getRemoteAddr())
                                .filter(this::isTrusted)
                                .isPresent();
    }

    private boolean isTrusted(IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> forwardedFor(HttpServletRequest request) {
        return Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
    }

    private record Network(IpAddress address, int bits) {

        static Optional<Network> parse(String text) {
            String[] both = text.split("/", 2);
            return IpAddress.parse(both[0]).flatMap(address -> {
                int all = address.bits();
                if (both.length == 1) {
                    return Optional.of(new Network(address, all));
                }
                return Optional.of(both[1])
                        .filter(bits -> bits.matches("[0-9]{1,3}"))
                        .map(Integer::valueOf)
                        .filter(bits -> bits <= all)
                        .map(bits -> new Network(address.first(bits), bits));
            });
        }

        boolean contains(IpAddress other) {
            return other.bits() == address.bits() && other.first(bits).equals(address);
        }
    }
}
