package app.cruddur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that the document says can be done.
 *
 * @param method in upper case
 * @param path below the server's address, with its templates
 * @param pathItem what holds for all of the path's methods
 * @param node what the document says of this one
 */
record Operation(String method, String path, JsonNode pathItem, JsonNode node) {

    private static final Pattern TEMPLATE = Pattern.compile("\\{([^}]*)}");

    JsonNode responses() {
        return node.path("responses");
    }

    boolean matches(String requested) {
        return pattern().matcher(requested).matches();
    }

    /** The path's parameters in a request's path. */
    Map<String, String> pathValues(String requested) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher request = pattern().matcher(requested);
        Matcher name = TEMPLATE.matcher(path);
        for (int i = 1; request.matches() && name.find(); i++) {
            // A plus is a plus in a path.
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
