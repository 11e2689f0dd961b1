package app.cruddur.config;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One environment variable. A variable that is unset or blank has its default value.
 *
 * @param variable the name of the environment variable
 * @param allowed the values that are allowed, for the documentation and for error messages
 * @param defaultValue the value when the variable is not set, as text; empty for no value
 * @param isSecret whether the value is kept out of logs and error messages
 * @param description what the setting is for, in one sentence
 * @param parser converts the text; returns null when the text is not allowed
 */
public record Setting<T>(
        String variable,
        String allowed,
        String defaultValue,
        boolean isSecret,
        String description,
        Function<String, T> parser) {

    static Setting<Integer> integer(String variable, int min, int max, int defaultValue, String description) {
        return new Setting<>(
                variable,
                "a number from " + min + " to " + max,
                String.valueOf(defaultValue),
                false,
                description,
                text -> parseInteger(text, min, max));
    }

    static Setting<Boolean> flag(String variable, String description) {
        return new Setting<>(variable, "true or false", "false", false, description, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    static Setting<String> choice(String variable, List<String> values, String defaultValue, String description) {
        return new Setting<>(
                variable,
                String.join(" or ", values),
                defaultValue,
                false,
                description,
                text -> values.contains(text) || text.equals(defaultValue) ? text : null);
    }

    static Setting<String> text(String variable, String allowed, String description) {
        return text(variable, allowed, description, text -> true);
    }

    static Setting<String> text(String variable, String allowed, String description, Predicate<String> isAllowed) {
        return new Setting<>(variable, allowed, "", false, description, text -> isAllowed.test(text) ? text : null);
    }

    /** A list whose items are separated by commas or white space. */
    static Setting<List<String>> list(
            String variable, String allowed, String description, Predicate<String> isAllowedItem) {
        return new Setting<>(variable, allowed, "", false, description, text -> {
            List<String> items = Arrays.stream(text.split("[\\s,]+"))
                    .filter(item -> !item.isEmpty())
                    .toList();
            return items.stream().allMatch(isAllowedItem) ? items : null;
        });
    }

    /** A copy of this setting whose value is kept out of logs and error messages. */
    Setting<T> secret() {
        return new Setting<>(variable, allowed, defaultValue, true, description, parser);
    }

    /**
     * Converts the text of the variable.
     *
     * @param text the value of the variable, or null when it is not set
     * @throws ConfigurationException when the text is not allowed; the message has the variable, the allowed values, and the value unless
     *     it is secret
     */
    T parse(String text) {
        T value = parser.apply(isSet(text) ? text.strip() : defaultValue);
        if (value == null) {
            String shownValue = isSecret ? " (its value is not shown)" : "=" + text.strip();
            throw new ConfigurationException(variable + shownValue + " is not allowed; allowed: " + allowed);
        }
        return value;
    }

    static boolean isSet(String text) {
        return text != null && !text.isBlank();
    }

    private static Integer parseInteger(String text, int min, int max) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number >= min && number <= max ? number : null;
    }
}
