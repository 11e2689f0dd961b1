package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tag\"",
                "W/\"tag\"",
                "*",
                " * ",
                "\"x\", \"tag\"",
                "\"x\",W/\"y\",W/\"tag\"",
                ", ,\"tag\"",
                "\"a, b\", \"tag\"",
                "\"\", \"tag\", unquoted"
            })
    void a_list_that_contains_the_tag_matches(String list) {
        assertThat(EntityTags.isHeld("tag", list)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tag",
                "\"xtagx\"",
                "\"tag-gzip\"",
                "\"ta\"",
                "\"TAG\"",
                "\"tag",
                "w/\"tag\"",
                "W/tag",
                "\"x, \"tag",
                "x\"tag\"",
                "\"*\"",
                "*, x",
                "W/"
            })
    void any_other_value_does_not_match(String list) {
        assertThat(EntityTags.isHeld("tag", list)).isFalse();
    }

    @Test
    void a_missing_header_does_not_match() {
        assertThat(EntityTags.isHeld("tag", (String) null)).isFalse();
    }
}
