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
 * Every regular expression of the server takes time linear in its input, also in input made to have it backtrack. Counted in characters
 * read, not in seconds, so that a busy machine makes no difference.
 */
class RegularExpressionTest {

    private static final int LENGTH = 10_000;
    private static final int READS_PER_CHARACTER = 50;

    /** Read the project's own SQL, page and modules, never a request. */
    private static final Set<String> OF_OWN_FILES = Set.of(
            "SqlTemplate.FOR_READER", "SqlTemplate.TOKEN", "ContentSecurityPolicy.IMPORT_MAP", "WebFiles.IMPORT");

    // A literal that is the whole argument; parts of one are not.
    private static final Pattern WHOLE = Pattern.compile("\\.matches\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\)");
    private static final Pattern PART = Pattern.compile(
            "\\.(?:replaceAll|replaceFirst|split)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:,|(?<=split\\(.{0,50})\\))");

    /** The patterns that are constants, and the regular expressions of calls of {@link String#matches}. */
    static Set<Map.Entry<String, Pattern>> whole() throws Exception {
        Map<String, Pattern> patterns = literals(WHOLE);
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("app.cruddur")) {
            for (JavaField each : type.getFields()) {
                String name = type.getSimpleName() + "." + each.getName();
                if (each.getRawType().isEquivalentTo(Pattern.class) && !OF_OWN_FILES.contains(name)) {
                    Field field = each.reflect();
                    field.setAccessible(true);
                    patterns.put(name, (Pattern) field.get(null));
                }
            }
        }
        return patterns.entrySet();
    }

    /** Those of calls that look for a part of the text. */
    static Set<Map.Entry<String, Pattern>> part() throws IOException {
        return literals(PART).entrySet();
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
                // to the end
            }
        }
    }

    @Test
    void a_quadratic_expression_is_found() {
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

    /** What the expression begins with, one character many times over, and an end that does not match. */
    private static Set<String> adversarial(Pattern pattern) {
        Set<String> repeated = new LinkedHashSet<>(List.of(" ", "a", "0", "/", "\t", "/a", "a.", "a:"));
        pattern.pattern().chars().forEach(each -> repeated.add(Character.toString(each)));
        String literal = pattern.pattern().replaceFirst("^\\(\\?i\\)", "").replaceFirst("(?s)[^A-Za-z0-9/= ].*", "");
        Set<String> texts = new LinkedHashSet<>();
        for (String start : new LinkedHashSet<>(List.of("", literal, literal + " ", "[", "a"))) {
            for (String each : repeated) {
                for (String end : List.of("!", "\n!", "\u0085!", " x y", "")) {
                    texts.add(start + each.repeat(LENGTH / each.length()) + end);
                }
            }
        }
        return texts;
    }

    /** Text that fails when it is read too often. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private long reads;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads > (long) READS_PER_CHARACTER * text.length()) {
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
