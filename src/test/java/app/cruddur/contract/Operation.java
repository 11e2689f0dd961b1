package app.cruddur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation of {@code openapi.yaml}.
 *
 * @param method in upper case
 * @param path relative to the server's URL, with templates for its parameters
 * @param pathItem the Path Item Object, which applies to all methods of the path
 * @param node the Operation Object
 */
record Operation(String method, String path, JsonNode pathItem, JsonNode node) {

    private static final Pattern TEMPLATE = Pattern.compile("\\{([^}]*)}");

    JsonNode responses() {
        return node.path("responses");
    }

    boolean matches(String requested) {
        return pattern().matcher(requested).matches();
    }

    /** The values of the path parameters in a request's path. */
    Map<String, String> pathValues(String requested) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher request = pattern().matcher(requested);
        Matcher name = TEMPLATE.matcher(path);
        for (int i = 1; request.matches() && name.find(); i++) {
            // In a path, a plus sign does not stand for a space.
            values.put(name.group(1), URLDecoder.decode(request.group(i).replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return values;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private Pattern pattern() {
        StringBuilder regex = new StringBuilder();
        Matcher template = TEMPLATE.matcher(path);
        int literal = 0;
        while (template.find()) {
            regex.append(Pattern.quote(path.substring(literal, template.start())))
                    .append("([^/]+)");
            literal = template.end();
        }
        return Pattern.compile(regex + Pattern.quote(path.substring(literal)));
    }
}
