package app.cruddur.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CrudsJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_flags_become_the_last_members_of_each_crud() {
        String first = UUID.randomUUID().toString();
        String second = UUID.randomUUID().toString();
        CrudsJson cruds = new CrudsJson(utf8(
                "[{\"uuid\":\"%s\",\"message\":\"}]\\\\\\\"{\",\"replies\":[{\"uuid\":\"%s\"}]},{\"uuid\":\"%s\",\"replies\":[]}]"
                        .formatted(first, second, second)));

        assertThat(cruds.uuids()).containsExactly(first, second);
        assertThat(text(cruds.with(ReaderFlags.of(0, true).and(ReaderFlags.of(1, false)))))
                .isEqualTo(
                        "[{\"uuid\":\"%s\",\"message\":\"}]\\\\\\\"{\",\"replies\":[{\"uuid\":\"%s\"}],\"liked\":true,\"reposted\":false},{\"uuid\":\"%s\",\"replies\":[],\"liked\":false,\"reposted\":true}]"
                                .formatted(first, second, second));
    }

    @Test
    void an_empty_page_stays_empty() {
        assertThat(text(new CrudsJson(utf8("[]")).with(ReaderFlags.NONE))).isEqualTo("[]");
    }

    @Property(tries = 300)
    void any_message_is_kept(@ForAll @Size(max = 20) List<String> messages, @ForAll long liked, @ForAll long reposted)
            throws IOException {
        ArrayNode page = JSON.createArrayNode();
        for (String message : messages) {
            ObjectNode crud = page.addObject().put("uuid", UUID.randomUUID().toString());
            crud.put("message", message);
            crud.putArray("replies")
                    .addObject()
                    .put("uuid", UUID.randomUUID().toString())
                    .put("message", message);
        }
        byte[] before = JSON.writeValueAsBytes(page);
        for (int i = 0; i < messages.size(); i++) {
            ((ObjectNode) page.get(i)).put("liked", (liked >> i & 1) == 1).put("reposted", (reposted >> i & 1) == 1);
        }

        byte[] after = new CrudsJson(before).with(new ReaderFlags(liked, reposted));

        assertThat(JSON.readTree(after)).isEqualTo(JSON.readTree(JSON.writeValueAsBytes(page)));
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
