package app.cruddur.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every regular expression of the server takes time linear in the length of its input, even for input that causes backtracking. The test
 * counts characters read instead of measuring time, so that a busy machine does not affect the result.
 */
class RegularExpressionTest {

    private static final int LENGTH_CHARS = 10_000;
    private static final int MAX_READS_PER_CHARACTER = 50;

    /** Patterns that are exempt because they read only the project's own SQL, page and modules, never a request. */
    private static final Set<String> EXEMPT = Set.of(
            "SqlTemplate.FOR_READER", "SqlTemplate.TOKEN", "ContentSecurityPolicy.IMPORT_MAP", "StaticFiles.IMPORT");

    // Both match only calls whose argument is a single string literal, not a longer expression.
    private static final Pattern MATCHES_CALL = Pattern.compile("\\.matches\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\)");
    private static final Pattern SEARCH_CALL = Pattern.compile(
            "\\.(?:replaceAll|replaceFirst|split)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:,|(?<=split\\(.{0,50})\\))");

    /** Patterns that are tested against a whole text: all constants, and arguments of {@link String#matches}. */
    static Set<Map.Entry<String, Pattern>> whole() throws Exception {
        Map<String, Pattern> patterns = literals(MATCHES_CALL);
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("app.cruddur")) {
            for (JavaField each : type.getFields()) {
                String name = type.getSimpleName() + "." + each.getName();
                if (each.getRawType().isEquivalentTo(Pattern.class) && !EXEMPT.contains(name)) {
                    Field field = each.reflect();
                    field.setAccessible(true);
                    patterns.put(name, (Pattern) field.get(null));
                }
            }
        }
        return patterns.entrySet();
    }

    /** Patterns that are searched for in a text: arguments of {@code replaceAll}, {@code replaceFirst} and {@code split}. */
    static Set<Map.Entry<String, Pattern>> part() throws IOException {
        return literals(SEARCH_CALL).entrySet();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void matching_takes_linear_time(Map.Entry<String, Pattern> named) {
        for (String text : adversarial(named.getValue())) {
            named.getValue().matcher(new CountedText(text)).matches();
        }
    }

    @ParameterizedTest
    @MethodSource("part")
    void searching_takes_linear_time(Map.Entry<String, Pattern> named) {
        for (String text : adversarial(named.getValue())) {
            Matcher matcher = named.getValue().matcher(new CountedText(text));
            while (matcher.find()) {
                // Search to the end.
            }
        }
    }

    @Test
    void a_quadratic_expression_is_detected() {
        Pattern quadratic = Pattern.compile("Bearer +(\\S*) *", Pattern.CASE_INSENSITIVE);

        assertThatThrownBy(() -> adversarial(quadratic)
                        .forEach(
                                text -> quadratic.matcher(new CountedText(text)).matches()))
                .hasMessageContaining("characters were read");
    }

    private static Map<String, Pattern> literals(Pattern call) throws IOException {
        Map<String, Pattern> patterns = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                call.matcher(Files.readString(file)).results().forEach(found -> {
                    String regex = found.group(1).translateEscapes();
                    patterns.put(file.getFileName() + " " + regex, Pattern.compile(regex));
                });
            }
        }
        assertThat(patterns).isNotEmpty();
        return patterns;
    }

    /** Texts of a prefix, such as the literal that the expression begins with, one or two repeated characters, and a suffix. */
    private static Set<String> adversarial(Pattern pattern) {
        Set<String> repeated = new LinkedHashSet<>(List.of(" ", "a", "0", "/", "\t", "/a", "a.", "a:"));
        pattern.pattern().chars().forEach(each -> repeated.add(Character.toString(each)));
        String literal = pattern.pattern().replaceFirst("^\\(\\?i\\)", "").replaceFirst("(?s)[^A-Za-z0-9/= ].*", "");
        Set<String> texts = new LinkedHashSet<>();
        for (String start : new LinkedHashSet<>(List.of("", literal, literal + " ", "[", "a"))) {
            for (String each : repeated) {
                for (String end : List.of("!", "\n!", "\u0085!", " x y", "")) {
                    texts.add(start + each.repeat(LENGTH_CHARS / each.length()) + end);
                }
            }
        }
        return texts;
    }

    /** Text that throws an exception after more than {@link #MAX_READS_PER_CHARACTER} reads per character. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private long reads;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads > (long) MAX_READS_PER_CHARACTER * text.length()) {
                throw new IllegalStateException("Of " + text.length() + " characters beginning with '"
                        + text.substring(0, Math.min(20, text.length())) + "' over " + reads
                        + " characters were read");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
