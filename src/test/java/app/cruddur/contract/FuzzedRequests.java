package app.cruddur.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;

/** Generates random requests to each operation in turn. They mix valid values, so that requests pass validation, with hostile ones. */
final class FuzzedRequests {

    private static final Pattern TEMPLATE = Pattern.compile("\\{([^}]*)}");
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH");
    private static final int GENERATOR_SIZE = 1000;

    private final List<Operation> operations;
    private final long seed;
    private final Map<String, String> existing;
    private final Arbitrary<String> values;
    private final Arbitrary<String> bodies;
    private final Arbitrary<List<String>> headers;

    FuzzedRequests(OpenApi document, long seed, List<String> people, Map<String, String> existing) {
        this.operations = operations(document);
        this.seed = seed;
        this.existing = existing;
        Arbitrary<String> known = Arbitraries.of(
                people.get(0),
                people.get(1),
                existing.get("uuid"),
                "me",
                "home",
                "7-days",
                "1-hour",
                "20",
                "100",
                "Hello #fuzz");
        Arbitrary<String> awkward = Arbitraries.of(
                "",
                " ",
                "0",
                "-1",
                "101",
                "99999999999999999999",
                "1e400",
                "NaN",
                "null",
                "\0",
                "\ufffe",
                "\ud83d\ude42".repeat(200),
                "a\u0301".repeat(50),
                "\u202e",
                "'; DROP TABLE users; --",
                "%",
                "_",
                "\\",
                "?1",
                ":x",
                "$1",
                "${jndi:x}",
                "<script>",
                "../../etc/passwd",
                "00000000-0000-0000-0000-000000000000",
                "1-1-1-1-1",
                "MjAyNi0xMS0yMiAx",
                "x".repeat(2000));
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(40);
        values = Arbitraries.frequencyOf(Tuple.of(6, known), Tuple.of(2, awkward), Tuple.of(2, any));
        bodies = bodies(document);
        headers = headers(people, known);
    }

    static List<Operation> operations(OpenApi document) {
        return document.operations().stream()
                .filter(operation -> operation.path().startsWith("/"))
                // The response of the event stream has no end.
                .filter(operation -> !operation.responses().at("/200/content").has("text/event-stream"))
                .toList();
    }

    void generate(int count, Consumer<FuzzedRequest> consumer) {
        JqwikSession.run(() -> {
            Random random = new Random(seed);
            RandomGenerator<String> value = values.generator(GENERATOR_SIZE);
            RandomGenerator<String> body = bodies.generator(GENERATOR_SIZE);
            RandomGenerator<List<String>> header = headers.generator(GENERATOR_SIZE);
            for (int i = 0; i < count; i++) {
                Operation operation = operations.get(i % operations.size());
                consumer.accept(request(operation, random, value, body, header));
            }
        });
    }

    private FuzzedRequest request(
            Operation operation,
            Random random,
            RandomGenerator<String> value,
            RandomGenerator<String> body,
            RandomGenerator<List<String>> header) {
        String path = TEMPLATE.matcher(operation.path())
                .replaceAll(name -> random.nextBoolean()
                        ? existing.get(name.group(1))
                        : Matcher.quoteReplacement(encoded(next(value, random))));
        boolean broken = random.nextInt(100) == 0;
        if (broken) {
            String invalidSuffix = List.of(
                            "/%zz",
                            "/%",
                            "/%ff%fe",
                            "/%c0%80",
                            "/\u00e9",
                            "/{x}",
                            "/a|b",
                            "/..%2f..",
                            "/%2e%2e",
                            "/" + "x".repeat(9000))
                    .get(random.nextInt(10));
            path += invalidSuffix;
        }
        List<String> sent = new ArrayList<>(next(header, random));
        String method = random.nextInt(20) == 0 ? METHODS.get(random.nextInt(METHODS.size())) : operation.method();
        if (method.equals("DELETE") && path.startsWith("/users/me")) {
            // All later requests would lack their caller.
            method = "GET";
        }
        boolean hasBody = List.of("POST", "PUT", "PATCH").contains(method) && random.nextInt(20) > 0;
        if (hasBody) {
            sent.add("Content-Type: " + (random.nextInt(20) == 0 ? encoded(next(value, random)) : "application/json"));
        }
        byte[] bytes = hasBody ? bytes(next(body, random), random) : new byte[0];
        String query = random.nextInt(3) == 0 ? query(operation, random, value) : null;
        // The server decodes these characters before it dispatches the request, and rejects some of them.
        boolean suspicious = Pattern.compile("(?i)%(00|5c|2f|[89a-f][0-9a-f])|[;\\\\]|//|/\\.|%2e")
                        .matcher(path)
                        .find()
                || path.length() > 4000;
        boolean oddHeader =
                sent.stream().anyMatch(line -> line.chars().anyMatch(c -> c < ' ' || c > '~') || line.length() > 4000);
        return new FuzzedRequest(method, path, query, sent, bytes, broken || suspicious || oddHeader);
    }

    private String query(Operation operation, Random random, RandomGenerator<String> value) {
        List<String> names = new ArrayList<>(List.of("limit", "cursor", "term", "unknown"));
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            query.append(query.isEmpty() ? "" : "&")
                    .append(names.get(random.nextInt(names.size())))
                    .append('=')
                    .append(encoded(next(value, random)));
        }
        return query.toString();
    }

    /**
     * Request bodies: mostly JSON with the property names of the schemas and random values. Numbers such as {@code 01} are left out, because
     * WildFly's parser accepts them in ignored members.
     */
    private Arbitrary<String> bodies(OpenApi document) {
        TreeSet<String> names = new TreeSet<>();
        document.operations().forEach(operation -> document.resolve(
                        operation.node().at("/requestBody/content/application~1json/schema"))
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add));
        // The values are strings.
        TreeSet<String> plausibleNames = new TreeSet<>(names);
        plausibleNames.remove("notify_expiring");
        Arbitrary<String> string = Arbitraries.frequencyOf(
                Tuple.of(9, values.map(FuzzedRequests::quoted)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\x\"", "\"", "'x'", "\"\u0001\"")));
        Arbitrary<String> scalar = Arbitraries.frequencyOf(
                Tuple.of(12, string),
                Tuple.of(
                        1,
                        Arbitraries.of("null", "true", "0", "-0", "1e999999999", "1".repeat(2000), "-", "NaN", "tru")));
        Arbitrary<String> json =
                Arbitraries.lazyOf(() -> scalar, () -> scalar, () -> scalar, () -> object(names, 2), () -> scalar.list()
                        .ofMaxSize(3)
                        .map(all -> "[" + String.join(",", all) + "]"));
        Arbitrary<String> whole = Arbitraries.maps(Arbitraries.of(names), json)
                .ofMinSize(1)
                .ofMaxSize(names.size())
                .map(FuzzedRequests::json);
        Arbitrary<String> plausible = Arbitraries.maps(Arbitraries.of(plausibleNames), string)
                .ofMinSize(plausibleNames.size())
                .map(FuzzedRequests::json);
        Arbitrary<String> awkward = Arbitraries.of(
                "",
                "{",
                "[]",
                "null",
                "{}{}",
                "{\"message\":\"a\",\"message\":\"b\"}",
                "{\"message\":\"a\",\"x\":1,\"x\":2}",
                "{\"message\":\"a\",\"x\":[{\"y\":1,\"y\":2}]}",
                "{\"x\":" + "[".repeat(3000) + "]".repeat(3000) + "}",
                "[".repeat(16_000),
                "{\"a\":".repeat(3000) + "1" + "}".repeat(3000),
                "{\"message\":\"" + "x".repeat(16_400) + "\"}",
                "\ufeff{}",
                "{\"message\":\"" + "\\u00e9".repeat(1100) + "\"}");
        return Arbitraries.frequencyOf(
                Tuple.of(4, whole),
                Tuple.of(4, plausible),
                Tuple.of(1, awkward),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(60)));
    }

    private Arbitrary<String> object(TreeSet<String> names, int size) {
        return Arbitraries.maps(Arbitraries.of(names), values.map(FuzzedRequests::quoted))
                .ofMaxSize(size)
                .map(FuzzedRequests::json);
    }

    private static Arbitrary<List<String>> headers(List<String> people, Arbitrary<String> known) {
        Arbitrary<String> printable =
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(60);
        Arbitrary<String> octets = Arbitraries.strings()
                .withCharRange('\t', '\t')
                .withCharRange(' ', '\u00ff')
                .ofMaxLength(60);
        Arbitrary<String> value = Arbitraries.frequencyOf(
                Tuple.of(4, known),
                Tuple.of(4, printable),
                Tuple.of(1, octets),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "",
                                "*",
                                ",",
                                ";;;",
                                "\"",
                                "W/\"",
                                "a, \"b",
                                "*/*;q=2",
                                "text/html",
                                "Bearer null",
                                "Bearer a.b.c",
                                "bytes=5-1",
                                "gzip",
                                "chunked, x",
                                "k".repeat(256),
                                "k".repeat(3000),
                                "1, 2",
                                "=;$Version=9")));
        Arbitrary<String> name = Arbitraries.of(
                "Accept",
                "Accept-Language",
                "Accept-Encoding",
                "Authorization",
                "Content-Encoding",
                "Cookie",
                "Forwarded",
                "Idempotency-Key",
                "If-None-Match",
                "If-Match",
                "If-Modified-Since",
                "Last-Event-ID",
                "Origin",
                "Range",
                "User-Agent",
                "X-Anything",
                "X-Forwarded-For",
                "X-HTTP-Method-Override");
        Arbitrary<String> caller = Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(people)), Tuple.of(1, known), Tuple.of(1, value))
                .map(each -> "X-Cruddur-User: " + each);
        Arbitrary<List<String>> some = Arbitraries.maps(name, value)
                .ofMaxSize(3)
                .map(all -> all.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .toList());
        return Arbitraries.frequencyOf(
                Tuple.of(2, some),
                Tuple.of(3, caller.list().ofSize(1)),
                Tuple.of(2, Combinators.combine(some, caller).as((all, each) -> {
                    List<String> both = new ArrayList<>(all);
                    both.add(each);
                    return both;
                })));
    }

    private static byte[] bytes(String text, Random random) {
        return text.getBytes(random.nextInt(20) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static <T> T next(RandomGenerator<T> generator, Random random) {
        return generator.next(random).value();
    }

    private static String encoded(String value) {
        // URLEncoder replaces a lone surrogate with a question mark.
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String json(Map<String, String> members) {
        List<String> all = new ArrayList<>();
        members.forEach((name, value) -> all.add(quoted(name) + ":" + value));
        return "{" + String.join(",", all) + "}";
    }

    /** A JSON string with all characters but printable ASCII escaped. Jackson's writer would reject a lone surrogate. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(each -> {
            boolean plain = each >= ' ' && each <= '~' && each != '"' && each != '\\';
            quoted.append(plain ? String.valueOf((char) each) : String.format("\\u%04x", each));
        });
        return quoted.append('"').toString();
    }
}
