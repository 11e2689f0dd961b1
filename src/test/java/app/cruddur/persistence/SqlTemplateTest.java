package app.cruddur.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTemplateTest {

    private static final Path FOLDER = Path.of("src/main/resources/db/sql");

    @Test
    void named_parameters_become_positional_in_order_of_appearance() {
        SqlTemplate template = SqlTemplate.parse(
                "t",
                """
                -- object: a test
                SELECT :'handle' AS handle, :number AS number, :'handle' AS again;
                """);

        assertThat(template.sql()).isEqualTo("SELECT ?1 AS handle, ?2 AS number, ?1 AS again");
        assertThat(template.parameters()).containsExactly("handle", "number");
    }

    @Test
    void strings_and_quoted_names_are_kept_and_comments_are_removed() {
        SqlTemplate template = SqlTemplate.parse(
                "t",
                """
                -- object: a test of :nothing
                SELECT 'it''s 12:30' AS "odd:name" -- why :not
                /* nor
                   :here */ FROM t""");

        assertThat(template.sql()).isEqualToNormalizingWhitespace("SELECT 'it''s 12:30' AS \"odd:name\" FROM t");
        assertThat(template.parameters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT now()::text", "SELECT a ? 'b' FROM t", "SELECT $$text$$"})
    void sql_that_a_jpa_provider_misreads_is_rejected(String sql) {
        assertThatThrownBy(() -> SqlTemplate.parse("t", "-- object: x\n" + sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("t.sql");
    }

    @Test
    void a_file_declares_the_shape_of_its_result() {
        assertThatThrownBy(() -> SqlTemplate.parse("t", "SELECT 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-- object:");
    }

    @Test
    void a_page_needs_a_limit() {
        SqlTemplate template = SqlTemplate.parse("t", "-- page: x\nSELECT 1 AS one");

        assertThatThrownBy(template::asJson).hasMessageContaining(":limit");
    }

    @Test
    void a_flagged_template_has_a_variant_with_the_flags_of_a_reader() {
        List<SqlTemplate> variants = SqlTemplate.load("activities/replies");

        assertThat(variants)
                .extracting(SqlTemplate::name)
                .containsExactly("activities/replies", "activities/replies for reader");
        assertThat(variants.get(0).sql()).doesNotContain("liked");
        assertThat(variants.get(1).parameters())
                .contains("reader")
                .containsAll(variants.get(0).parameters());
        assertThat(variants.get(1).sql()).contains(variants.get(0).sql(), "AS liked", "AS reposted");
    }

    @Test
    void the_wrapped_statement_starts_with_its_title() {
        assertThat(SqlTemplate.parse("users/one", "-- object: x\nSELECT 1 AS one")
                        .asJson())
                .startsWith("/* object users/one */");
    }

    @Test
    void the_inner_limit_of_the_home_feed_is_the_maximum_page_plus_one_row() {
        assertThat(SqlTemplate.load("activities/home").get(0).sql()).contains("LIMIT " + (PageRequest.MAX_LIMIT + 1));
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .map(file -> FOLDER.relativize(file)
                            .toString()
                            .replace(".sql", "")
                            .replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_file_is_a_template(String name) {
        assertThat(SqlTemplate.load(name)).isNotEmpty().allSatisfy(template -> assertThat(template.asJson())
                .contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_file_is_used_by_the_code(String name) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile))
                    .anyMatch(source -> read(source).contains('"' + name + '"'));
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
