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
 * The proxies in front of this server, from {@code CRUDDUR_TRUSTED_PROXIES}: addresses and networks such as {@code 10.0.0.0/8, ::1}.
 * {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are ignored unless a trusted proxy sent them.
 */
final class TrustedProxies {

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /** @throws ConfigurationException if an item is neither an address nor a network */
    static TrustedProxies of(Configuration configuration) {
        return new TrustedProxies(configuration.get(Configuration.TRUSTED_PROXIES).stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new ConfigurationException(Configuration.TRUSTED_PROXIES.variable()
                                + " contains neither an address nor a network: " + text)))
                .toList());
    }

    /** The client's address: each proxy appends its peer to {@code X-Forwarded-For}, so the rightmost one that is not a trusted proxy. */
    IpAddress client(HttpServletRequest request) {
        return client(request.getRemoteAddr(), forwardedFor(request));
    }

    IpAddress client(String peer, List<String> forwardedFor) {
        IpAddress client = IpAddress.parse(peer).orElse(IpAddress.UNKNOWN);
        List<String> hops = new ArrayList<>(forwardedFor);
        Collections.reverse(hops);
        for (String hop : hops) {
            Optional<IpAddress> previous = IpAddress.parse(hop);
            if (!isTrusted(client) || previous.isEmpty()) {
                break;
            }
            client = previous.get();
        }
        return client;
    }

    /** Whether the client uses TLS: to this server, or to a trusted proxy that sends {@code X-Forwarded-Proto: https}. */
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
            String[] parts = text.split("/", 2);
            return IpAddress.parse(parts[0]).flatMap(address -> {
                int maxBits = address.bits();
                if (parts.length == 1) {
                    return Optional.of(new Network(address, maxBits));
                }
                return Optional.of(parts[1])
                        .filter(bits -> bits.matches("[0-9]{1,3}"))
                        .map(Integer::valueOf)
                        .filter(bits -> bits <= maxBits)
                        .map(bits -> new Network(address.networkAddress(bits), bits));
            });
        }

        boolean contains(IpAddress other) {
            return other.bits() == address.bits() && other.networkAddress(bits).equals(address);
        }
    }
}
