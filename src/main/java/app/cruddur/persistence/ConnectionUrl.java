package app.cruddur.persistence;

import app.cruddur.config.Configuration;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * A connection URL as libpq accepts it: {@code postgresql://user:password@host:port/database?parameter=value}.
 *
 * <p>Hosts are separated by commas, IPv6 addresses are in brackets, and everything but the separators may be percent-encoded. Omitted parts
 * have libpq's defaults: port 5432, localhost, the operating system's user, the user name as database name. Parameters have libpq's names
 * or pgjdbc's. Of several hosts the primary is used, also after a failover, unless a parameter specifies another server type.
 *
 * <p>Neither {@link #toString()} nor any error message contains the password.
 *
 * @param password in clear; null when the URL has none
 * @param parameters the parameters of the query under pgjdbc's names, without user, password and database
 * @see <a href="https://www.postgresql.org/docs/17/libpq-connect.html#LIBPQ-CONNSTRING-URIS">PostgreSQL: Connection URIs</a>
 */
public record ConnectionUrl(
        List<Host> hosts, String user, String password, String database, Map<String, String> parameters) {

    /** The name of the environment variable that contains the connection URL. */
    public static final String VARIABLE = "CONNECTION_URL";

    private static final Pattern URL = Pattern.compile("postgres(?:ql)?://"
            + "(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
            + "(?<hosts>[^@/?]*)(?:/(?<database>[^@/?]*))?(?:\\?(?<query>[^@]*))?");

    private static final Pattern HOST =
            Pattern.compile("(?:\\[(?<ipv6>[^\\]]+)]|(?<name>[^\\[:]*))(?::(?<port>[0-9]{0,5}))?");

    /** libpq's parameters that have another name in pgjdbc. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "target_session_attrs", "targetServerType",
            "channel_binding", "channelBinding",
            "krbsrvname", "kerberosServerName");

    /** libpq's values of {@code target_session_attrs} that pgjdbc spells differently. */
    private static final Map<String, String> TARGET_SERVER_TYPES = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    /** One server; an IPv6 host without its brackets. */
    public record Host(String name, int port) {
        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /**
     * Parses the environment variable {@code CONNECTION_URL}.
     *
     * @throws IllegalArgumentException when the variable is missing or not a connection URL
     */
    public static ConnectionUrl fromEnvironment() {
        return parse(Configuration.current()
                .find(Configuration.CONNECTION_URL)
                .orElseThrow(() -> new IllegalArgumentException(
                        VARIABLE + " is not set; give it as postgresql://user:password@host:5432/database")));
    }

    /**
     * Parses a connection URL.
     *
     * @throws IllegalArgumentException when it is not valid; the message has the reason, and not the password
     */
    public static ConnectionUrl parse(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw invalid("it is not of the form postgresql://user:password@host:port/database?parameter=value"
                    + " (in a password write ':' as %3A, '/' as %2F, '@' as %40, '%' as %25, '?' as %3F)");
        }
        List<Host> hosts = Arrays.stream(url.group("hosts").split(",", -1))
                .map(ConnectionUrl::parseHost)
                .toList();
        Map<String, String> parameters = parseParameters(url.group("query"));
        if (hosts.size() > 1) {
            parameters.putIfAbsent("targetServerType", "primary");
        }
        String user = firstNonEmpty(
                parameters.remove("user"),
                decode(url.group("user"), "the user's name"),
                System.getProperty("user.name"));
        String password = firstNonEmpty(parameters.remove("password"), decode(url.group("password"), "the password"));
        String database =
                firstNonEmpty(parameters.remove("dbname"), decode(url.group("database"), "the database's name"), user);
        return new ConnectionUrl(hosts, user, password, database, Map.copyOf(parameters));
    }

    /** The URL of the same database on one host, whether that is the primary or a standby. */
    ConnectionUrl withHost(Host host) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.remove("targetServerType");
        return new ConnectionUrl(List.of(host), user, password, database, others);
    }

    /** The same URL without some hosts, or unchanged when no host would remain. */
    ConnectionUrl withoutHosts(Set<Host> excluded) {
        List<Host> others =
                hosts.stream().filter(host -> !excluded.contains(host)).toList();
        return others.isEmpty() ? this : new ConnectionUrl(others, user, password, database, parameters);
    }

    /** The parameters with the user and the password, for {@link java.sql.Driver#connect}. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(parameters);
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** {@code jdbc:postgresql://host:port/database}, without user, password and parameters. */
    public String jdbcUrl() {
        String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return "jdbc:postgresql://" + hostList() + "/" + name;
    }

    /** The URL with the password masked, for logs. */
    @Override
    public String toString() {
        return "postgresql://" + user + (password == null ? "" : ":***") + "@" + hostList() + "/" + database;
    }

    private String hostList() {
        return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
    }

    private static Host parseHost(String text) {
        Matcher host = HOST.matcher(text);
        // The message omits the text: an unencoded ':' in a password makes a part of it look like a host or a port.
        if (!host.matches()) {
            throw invalid("a host is not a name, an address, or an IPv6 address in brackets, with a port after a ':'");
        }
        String name = firstNonEmpty(decode(host.group("ipv6"), "a host"), decode(host.group("name"), "a host"));
        if (name != null && name.startsWith("/")) {
            throw invalid("a Unix socket as host is not supported by the JDBC driver");
        }
        String port = firstNonEmpty(host.group("port"));
        int number = port == null ? 5432 : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw invalid("a port is not a number from 1 to 65535");
        }
        return new Host(Objects.requireNonNullElse(name, "localhost"), number);
    }

    private static Map<String, String> parseParameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : Objects.requireNonNullElse(query, "").split("&")) {
            String[] parts = pair.split("=", 2);
            if (pair.isEmpty()) {
                continue;
            } else if (parts.length == 1) {
                throw invalid("a query parameter lacks its '='");
            }
            String libpqName = decode(parts[0], "a parameter's name");
            String name = DRIVER_NAMES.getOrDefault(libpqName, libpqName);
            if (!name.equals("dbname") && PGProperty.forName(name) == null) {
                throw invalid("the parameter '" + name + "' is not known to PostgreSQL's JDBC driver");
            }
            String value = decode(parts[1], "the parameter " + name);
            parameters.put(
                    name, name.equals("targetServerType") ? TARGET_SERVER_TYPES.getOrDefault(value, value) : value);
        }
        return parameters;
    }

    /** Percent-decoding according to RFC 3986: a '+' is not decoded to a space. */
    private static String decode(String text, String what) {
        if (text == null) {
            return null;
        }
        try {
            String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            // URLDecoder replaces bytes that are not UTF-8 with U+FFFD.
            boolean isUtf8 = decoded.indexOf('\uFFFD') < 0
                    || text.toUpperCase(Locale.ROOT).contains("%EF%BF%BD");
            if (isUtf8 && decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // A '%' is not followed by two hexadecimal digits. The exception is not the cause: it contains a part of
            // the text.
        }
        throw invalid(what + " is not percent-encoded UTF-8 without %00; write a '%' as %25");
    }

    private static String firstNonEmpty(String... candidates) {
        return Stream.of(candidates)
                .filter(candidate -> candidate != null && !candidate.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static IllegalArgumentException invalid(String reason) {
        return new IllegalArgumentException("The connection URL is not valid: " + reason);
    }
}
