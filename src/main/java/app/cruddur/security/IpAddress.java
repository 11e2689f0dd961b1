package app.cruddur.security;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address. An IPv4-mapped IPv6 address ({@code ::ffff:192.0.2.1}) is treated as IPv4.
 *
 * @param number its bits as an unsigned number, the first bit being the highest
 * @param bits 32 for IPv4, 128 for IPv6
 */
public record IpAddress(BigInteger number, int bits) {

    /** Stands for an address that cannot be parsed; all such callers count as one. */
    static final IpAddress UNKNOWN = new IpAddress(BigInteger.ZERO, 32);

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3})(?::\\d+)?");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");
    /** Longer than any literal with brackets, a zone and a port; bounds the cost of parsing a header. */
    private static final int MAX_LENGTH = 100;
    /** An IPv6 site is assigned at least a network of this prefix length, 2^64 addresses (RFC 6177). */
    private static final int SITE_PREFIX_LENGTH = 64;

    /** Parses a literal, which may have brackets, a port or a zone. Host names are not accepted and never resolved. */
    public static Optional<IpAddress> parse(String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String literal = IPV4.matcher(text).matches()
                ? text.replaceFirst(":\\d+$", "")
                : withoutZone(text.replaceFirst("^\\[(.*)](:\\d+)?$", "$1"));
        if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(literal.contains(":") ? "[" + literal + "]" : literal)
                    .getAddress();
            return Optional.of(new IpAddress(new BigInteger(1, bytes), bytes.length * Byte.SIZE));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String withoutZone(String literal) {
        int percent = literal.indexOf('%');
        return percent < 0 ? literal : literal.substring(0, percent);
    }

    /** The address of its network: all bits after the prefix are 0. */
    IpAddress networkAddress(int prefixLength) {
        int hostBits = bits - prefixLength;
        return new IpAddress(number.shiftRight(hostBits).shiftLeft(hostBits), bits);
    }

    /** Identifies a caller: the IPv4 address, or the /64 network of an IPv6 address. */
    String network() {
        return (bits == 32 ? this : networkAddress(SITE_PREFIX_LENGTH)).number.toString(Character.MAX_RADIX) + "/"
                + bits;
    }
}
