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
    void a_list_with_the_tag_holds_it(String list) {
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
    void any_other_value_does_not(String list) {
        assertThat(EntityTags.isHeld("tag", list)).isFalse();
    }

    @Test
    void no_header_holds_nothing() {
        assertThat(EntityTags.isHeld("tag", (String) null)).isFalse();
    }
}
