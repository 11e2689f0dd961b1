package app.cruddur.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address. One of IPv4 that is written as IPv6 ({@code ::ffff:192.0.2.1}) is one of IPv4.
 *
 * @param number its bits, the first the highest
 * @param bits 32 or 128
 */
record Address(BigInteger number, int bits) {

    /** Who comes from nowhere; all of them are one. */
    static final Address UNKNOWN = new Address(BigInteger.ZERO, 32);

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3})(?::\\d+)?");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");
    /** More than any literal with brackets, a zone and a port; no header may cost more. */
    private static final int MAX_LENGTH = 100;
    /** Whoever is given an IPv6 address is given at least 2^64 of them (RFC 6177). */
    private static final int ONES_OWN = 64;

    /** Of a literal, which may have brackets, a port or a zone; a name is none, and no name is ever looked up. */
    static Optional<Address> parse(String text) {
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
            return Optional.of(new Address(new BigInteger(1, bytes), bytes.length * Byte.SIZE));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String withoutZone(String literal) {
        int percent = literal.indexOf('%');
        return percent < 0 ? literal : literal.substring(0, percent);
    }

    /** The network of its first bits. */
    Address first(int count) {
        int rest = bits - count;
        return new Address(number.shiftRight(rest).shiftLeft(rest), bits);
    }

    /** Names what belongs to one caller: the address, or the network of an IPv6 address. */
    String network() {
        return (bits == 32 ? this : first(ONES_OWN)).number.toString(Character.MAX_RADIX) + "/" + bits;
    }
}
