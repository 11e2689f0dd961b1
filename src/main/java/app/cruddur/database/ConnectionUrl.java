package app.cruddur.database;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;

/**
 * Where the database is, as libpq writes it: {@code postgresql://user:password@host:port/database?parameter=value}.
 *
 * <p>Several hosts stand between commas, an IPv6 address between brackets; everything but the separators may be percent-encoded. What is
 * left out gets libpq's default: port 5432, host localhost, the system's user name, and the user's name for the database. Parameters may
 * be libpq's ({@code sslmode}, {@code connect_timeout}, {@code target_session_attrs} …) or pgjdbc's own. Of several hosts it is, unless a
 * parameter says otherwise, the primary: after a failover, another.
 *
 * <p>Neither {@link #toString()} nor any error shows the password.
 *
 * @see <a href="https://www.postgresql.org/docs/17/libpq-connect.html#LIBPQ-CONNSTRING-URIS">PostgreSQL: Connection URIs</a>
 */
public final class ConnectionUrl {

    /** The variable that says where the database is. */
    public static final String VARIABLE = "CONNECTION_URL";

    private static final int DEFAULT_PORT = 5432;

    /** Of several hosts, the one that can be written to. */
    private static final Map<String, String> OF_SEVERAL = Map.of("targetServerType", "primary");

    /** Of several hosts, any standby; without one, any. */
    private static final Map<String, String> OF_SEVERAL_TO_READ =
            Map.of("targetServerType", "preferSecondary", "loadBalanceHosts", "true");

    /** libpq's parameters that pgjdbc knows under another name. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "target_session_attrs", "targetServerType",
            "channel_binding", "channelBinding",
            "krbsrvname", "kerberosServerName");

    /** libpq's values of {@code target_session_attrs} that pgjdbc spells differently. */
    private static final Map<String, String> SERVER_TYPES = Map.of(
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

    private final List<Host> hosts;
    private final String user;
    private final String password;
    private final String database;
    private final Map<String, String> parameters;

    private ConnectionUrl(
            List<Host> hosts, String user, String password, String database, Map<String, String> parameters) {
        this.hosts = List.copyOf(hosts);
        this.user = user;
        this.password = password;
        this.database = database;
        this.parameters = Map.copyOf(parameters);
    }

    /**
     * What {@code CONNECTION_URL} says.
     *
     * @throws IllegalArgumentException when the variable is missing or not a connection URL
     */
    public static ConnectionUrl fromEnvironment() {
        String url = System.getenv(VARIABLE);
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(
                    VARIABLE + " is not set; give it as postgresql://user:password@host:5432/database");
        }
        return parse(url.strip());
    }

    /**
     * Reads a connection URL.
     *
     * @throws IllegalArgumentException saying what is wrong, without the password
     */
    public static ConnectionUrl parse(String url) {
        return parse(url, OF_SEVERAL);
    }

    /**
     * The same of servers that are only read from.
     *
     * @throws IllegalArgumentException saying what is wrong, without the password
     */
    static ConnectionUrl parseToRead(String url) {
        return parse(url, OF_SEVERAL_TO_READ);
    }

    private static ConnectionUrl parse(String url, Map<String, String> ofSeveral) {
        String rest = withoutScheme(url);

        Map<String, String> parameters = new LinkedHashMap<>();
        int question = rest.indexOf('?');
        if (question >= 0) {
            refuseStray("@", rest.substring(question), "'?' as %3F");
            parameters = parameters(rest.substring(question + 1));
            rest = rest.substring(0, question);
        }
        String database = "";
        int slash = rest.indexOf('/');
        if (slash >= 0) {
            refuseStray("@", rest.substring(slash), "'/' as %2F");
            refuseStray("/", rest.substring(slash + 1), "'/' as %2F");
            database = decode(rest.substring(slash + 1), "the database's name");
            rest = rest.substring(0, slash);
        }
        String user = "";
        String password = null;
        int at = rest.indexOf('@');
        if (at >= 0) {
            String credentials = rest.substring(0, at);
            rest = rest.substring(at + 1);
            refuseStray("@", rest, "'@' as %40");
            int colon = credentials.indexOf(':');
            if (colon >= 0) {
                password = decode(credentials.substring(colon + 1), "the password");
                credentials = credentials.substring(0, colon);
            }
            user = decode(credentials, "the user's name");
        }
        List<Host> hosts = new ArrayList<>();
        for (String host : rest.split(",", -1)) {
            hosts.add(host(host));
        }

        if (hosts.size() > 1) {
            ofSeveral.forEach(parameters::putIfAbsent);
        }
        user = firstGiven(parameters.remove("user"), user, System.getProperty("user.name"));
        password = firstGiven(parameters.remove("password"), password);
        database = firstGiven(parameters.remove("dbname"), database, user);
        return new ConnectionUrl(hosts, user, password, database, parameters);
    }

    public List<Host> hosts() {
        return hosts;
    }

    /** The same database on one host, whether that is the primary or a standby. */
    ConnectionUrl only(Host host) {
        Map<String, String> any = new LinkedHashMap<>(parameters);
        any.remove("targetServerType");
        return new ConnectionUrl(List.of(host), user, password, database, any);
    }

    /** The same without these hosts, unless no other would be left. */
    ConnectionUrl without(Set<Host> left) {
        List<Host> others = hosts.stream().filter(host -> !left.contains(host)).toList();
        return others.isEmpty() ? this : new ConnectionUrl(others, user, password, database, parameters);
    }

    public String user() {
        return user;
    }

    /** The password in clear, or null when the URL has none. */
    public String password() {
        return password;
    }

    public String database() {
        return database;
    }

    /** The query's parameters under pgjdbc's names, user, password and database left out. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** The parameters with the user and the password, as {@link java.sql.Driver#connect} takes them. */
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
        return "jdbc:postgresql://" + hostList() + "/"
                + java.net.URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The URL with the password masked, for logs. */
    @Override
    public String toString() {
        return "postgresql://" + user + (password == null ? "" : ":***") + "@" + hostList() + "/" + database;
    }

    private String hostList() {
        return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
    }

    private static String withoutScheme(String url) {
        for (String scheme : List.of("postgresql://", "postgres://")) {
            if (url.startsWith(scheme)) {
                return url.substring(scheme.length());
            }
        }
        throw invalid("it does not begin with postgresql:// or postgres://");
    }

    /** A separator in the wrong place nearly always belongs to a password that was not encoded: nothing of it may be shown. */
    private static void refuseStray(String separator, String text, String encoding) {
        if (text.contains(separator)) {
            throw invalid("an unexpected '" + separator + "'; in a password write " + encoding);
        }
    }

    private static Host host(String text) {
        String name = text;
        String port = "";
        if (text.startsWith("[")) {
            int bracket = text.indexOf(']');
            if (bracket < 0) {
                throw invalid("an IPv6 address lacks its ']'");
            }
            name = text.substring(1, bracket);
            String after = text.substring(bracket + 1);
            if (!after.isEmpty() && !after.startsWith(":")) {
                throw invalid("only a port may follow the ']' of an IPv6 address");
            }
            if (name.isEmpty()) {
                throw invalid("an IPv6 address is empty");
            }
            port = after.isEmpty() ? "" : after.substring(1);
        } else if (text.indexOf(':') >= 0) {
            name = text.substring(0, text.indexOf(':'));
            port = text.substring(text.indexOf(':') + 1);
        }
        name = decode(name, "the host");
        if (name.startsWith("/")) {
            throw invalid("a Unix socket as host is not supported by the JDBC driver");
        }
        return new Host(name.isEmpty() ? "localhost" : name, port.isEmpty() ? DEFAULT_PORT : port(port));
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            // The text is not shown: an unencoded ':' or '/' in a password makes a piece of it look like a port.
            throw invalid("a port is not a number from 1 to 65535"
                    + " (in a password write ':' as %3A, '/' as %2F, '@' as %40, '%' as %25, '?' as %3F)");
        }
        return Integer.parseInt(text);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw invalid("a query parameter lacks its '='");
            }
            String name = decode(pair.substring(0, equals), "a parameter's name");
            String value = decode(pair.substring(equals + 1), "the parameter " + name);
            if (!List.of("user", "password", "dbname").contains(name)) {
                name = DRIVER_NAMES.getOrDefault(name, name);
                if (PGProperty.forName(name) == null) {
                    throw invalid("the parameter '" + name + "' is not known to PostgreSQL's JDBC driver");
                }
            }
            if (name.equals("targetServerType")) {
                value = SERVER_TYPES.getOrDefault(value, value);
            }
            parameters.put(name, value);
        }
        return parameters;
    }

    /** Percent-decoding as RFC 3986 has it: a '+' stays a '+'. */
    private static String decode(String text, String what) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
                continue;
            }
            int high = bytes.length - i > 2 ? Character.digit(bytes[i + 1], 16) : -1;
            int low = bytes.length - i > 2 ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw invalid("a '%' in " + what + " is not followed by two hexadecimal digits; write it as %25");
            }
            if (high + low == 0) {
                throw invalid("%00 is not allowed in " + what);
            }
            decoded.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw invalid("the percent-encoding of " + what + " is not UTF-8");
        }
    }

    private static String firstGiven(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return null;
    }

    private static IllegalArgumentException invalid(String reason) {
        return new IllegalArgumentException("The connection URL is not valid: " + reason);
    }
}
