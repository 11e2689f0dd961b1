package app.cruddur.config;

import static app.cruddur.config.Setting.choice;
import static app.cruddur.config.Setting.flag;
import static app.cruddur.config.Setting.integer;
import static app.cruddur.config.Setting.list;
import static app.cruddur.config.Setting.text;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the application and their values in an environment. Each setting is one environment variable; it is parsed, validated
 * and documented here and nowhere else.
 */
public final class Configuration {

    /** The largest value of {@link #POOL_SIZE}, and the size of the server's pool, which is a constant of an annotation. */
    public static final int MAX_POOL_SIZE = 200;

    public static final Setting<String> CONNECTION_URL = text(
                    "CONNECTION_URL",
                    "postgresql://user:password@host:port/database",
                    "The database. Of several hosts, the primary is used.")
            .secret();

    public static final Setting<String> AUTH =
            choice("CRUDDUR_AUTH", List.of("jwt", "open"), "jwt", "How callers are authenticated.");
    public static final Setting<String> AWS_REGION =
            text("AWS_DEFAULT_REGION", "an AWS region", "The region of the Cognito user pool.");
    public static final Setting<String> COGNITO_USER_POOL_ID =
            text("AWS_COGNITO_USER_POOL_ID", "a user pool id", "The Cognito user pool that issues the tokens.");
    public static final Setting<String> COGNITO_CLIENT_ID =
            text("AWS_COGNITO_USER_POOL_CLIENT_ID", "a client id", "The client of the user pool.");
    public static final Setting<String> OIDC_ISSUER = text(
            "OIDC_ISSUER",
            "an http or https URL",
            "The OpenID Connect issuer of the tokens, exactly as in their claim iss.",
            Configuration::isWebUrl);
    public static final Setting<String> OIDC_CLIENT_ID =
            text("OIDC_CLIENT_ID", "a client id", "The client that the tokens are issued for.");
    public static final Setting<String> OIDC_JWKS_URI = text(
            "OIDC_JWKS_URI",
            "an http or https URL",
            "The JWK set of the issuer, if not the one of its discovery document.",
            Configuration::isWebUrl);
    public static final Setting<Boolean> SELF_REGISTER =
            flag("CRUDDUR_SELF_REGISTER", "Whether the first id token of a subject registers it as a user.");
    public static final Setting<String> OPEN_USER =
            text("CRUDDUR_OPEN_USER", "a handle", "With CRUDDUR_AUTH=open: the caller of requests that name none.");

    public static final Setting<String> FRONTEND_URL =
            text("FRONTEND_URL", "an origin", "An origin whose pages may call the API (CORS).");
    public static final Setting<String> BACKEND_URL =
            text("BACKEND_URL", "an origin", "Another origin whose pages may call the API (CORS).");
    public static final Setting<List<String>> CONNECT_ORIGINS = list(
            "CRUDDUR_CONNECT_ORIGINS",
            "http or https URLs, separated by commas",
            "Further origins that the web client may connect to (Content Security Policy).",
            Configuration::isWebUrl);
    public static final Setting<List<String>> TRUSTED_PROXIES = list(
            "CRUDDUR_TRUSTED_PROXIES",
            "IP addresses and networks, separated by commas",
            "Proxies whose X-Forwarded-For and X-Forwarded-Proto are used.",
            item -> true);

    public static final Setting<String> SEED =
            choice("CRUDDUR_SEED", List.of("seed", "demo"), "", "Data that is inserted at start-up.");
    public static final Setting<Integer> POOL_SIZE = integer(
            "CRUDDUR_POOL_SIZE", 1, MAX_POOL_SIZE, 8, "Database connections that requests use at the same time.");

    public static final Setting<Integer> READS_PER_MINUTE =
            integer("CRUDDUR_READS_PER_MINUTE", 1, 100_000_000, 600, "Reading requests per minute and caller.");
    public static final Setting<Integer> WRITES_PER_MINUTE =
            integer("CRUDDUR_WRITES_PER_MINUTE", 1, 100_000_000, 60, "Writing requests per minute and caller.");
    public static final Setting<Integer> FILES_PER_MINUTE = integer(
            "CRUDDUR_FILES_PER_MINUTE",
            1,
            100_000_000,
            3000,
            "Requests for files of the web client per minute and IP address; each 16 KiB of a file counts.");
    public static final Setting<Integer> SIGN_IN_FAILURES_PER_MINUTE = integer(
            "CRUDDUR_SIGN_IN_FAILURES_PER_MINUTE", 1, 100_000_000, 20, "Refused tokens per minute and IP address.");
    public static final Setting<Integer> MAX_STREAMS =
            integer("CRUDDUR_MAX_STREAMS", 0, 999_999, 2000, "Event streams that may be open at the same time.");
    public static final Setting<Integer> MAX_STREAMS_PER_CALLER = integer(
            "CRUDDUR_MAX_STREAMS_PER_CALLER",
            1,
            999_999,
            20,
            "Event streams that one IP address may have open at the same time.");
    public static final Setting<Integer> DRAIN_SECONDS = integer(
            "CRUDDUR_DRAIN_SECONDS",
            0,
            300,
            5,
            "Seconds for which the health check answers 503 after SIGTERM, before new requests are refused.");

    public static final Setting<String> METRICS = text(
                    "CRUDDUR_METRICS",
                    "open, or a token of at least 16 printable characters without blanks",
                    "Access to the metrics: open, or the bearer token that they require; not served when unset.",
                    Configuration::isMetricsAccess)
            .secret();
    public static final Setting<String> LOG =
            choice("CRUDDUR_LOG", List.of("json"), "", "The log format: JSON lines on standard output.");
    public static final Setting<Boolean> ACCESS_LOG = flag("CRUDDUR_ACCESS_LOG", "Whether each request is logged.");
    public static final Setting<Integer> SLOW_QUERY_MILLIS = integer(
            "CRUDDUR_SLOW_QUERY_MS", 0, 999_999, 500, "Milliseconds after which a query is logged as slow; 0: never.");
    public static final Setting<Boolean> REQUEST_ID_SQL = flag(
            "CRUDDUR_REQUEST_ID_SQL", "Whether application_name in PostgreSQL contains the id of the current request.");
    public static final Setting<Boolean> LOG_SQL = flag(
            "CRUDDUR_LOG_SQL",
            "Whether each statement is logged with its parameters, which contain user data: not for production.");

    /** All settings, in the order of the documentation. */
    public static final List<Setting<?>> SETTINGS = Stream.<List<Setting<?>>>of(
                    List.of(CONNECTION_URL, AUTH, AWS_REGION, COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID),
                    List.of(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_JWKS_URI, SELF_REGISTER, OPEN_USER),
                    List.of(FRONTEND_URL, BACKEND_URL, CONNECT_ORIGINS, TRUSTED_PROXIES, SEED, POOL_SIZE),
                    List.of(READS_PER_MINUTE, WRITES_PER_MINUTE, FILES_PER_MINUTE, SIGN_IN_FAILURES_PER_MINUTE),
                    List.of(MAX_STREAMS, MAX_STREAMS_PER_CALLER, DRAIN_SECONDS, METRICS, LOG, ACCESS_LOG),
                    List.of(SLOW_QUERY_MILLIS, REQUEST_ID_SQL, LOG_SQL))
            .flatMap(List::stream)
            .toList();

    private static final int MIN_TOKEN_LENGTH = 16;
    private static final Configuration CURRENT = new Configuration(System.getenv());

    private final Map<String, String> environment;

    public Configuration(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The configuration of this process. */
    public static Configuration current() {
        return CURRENT;
    }

    /**
     * The value of a setting.
     *
     * @throws ConfigurationException when the value is not allowed
     */
    public <T> T get(Setting<T> setting) {
        return setting.parse(environment.get(setting.variable()));
    }

    /**
     * The value of a setting that has no default; empty when it is not set.
     *
     * @throws ConfigurationException when the value is not allowed
     */
    public Optional<String> find(Setting<String> setting) {
        return Optional.of(get(setting)).filter(value -> !value.isEmpty());
    }

    /**
     * Checks all settings.
     *
     * @throws ConfigurationException with the errors of all settings, one after the other
     */
    public void validate() {
        String errors =
                SETTINGS.stream().map(this::errorOf).flatMap(Optional::stream).collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
    }

    /** The settings that are set, for the log: {@code CRUDDUR_AUTH=open CRUDDUR_METRICS=***}. */
    public String describe() {
        return SETTINGS.stream()
                .filter(setting -> Setting.isSet(environment.get(setting.variable())))
                .map(setting ->
                        setting.variable() + "=" + (setting.isSecret() ? "***" : environment.get(setting.variable())))
                .collect(Collectors.joining(" "));
    }

    private Optional<String> errorOf(Setting<?> setting) {
        try {
            get(setting);
            return Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean isMetricsAccess(String text) {
        return text.isEmpty()
                || text.equals("open")
                || text.length() >= MIN_TOKEN_LENGTH && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static boolean isWebUrl(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
