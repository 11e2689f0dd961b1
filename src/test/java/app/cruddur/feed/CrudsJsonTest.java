package app.cruddur.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CrudsJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_flags_become_the_last_members_of_each_crud_and_reply() {
        List<String> uuids = List.of(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
        String page =
                """
                [{"uuid":"%s","message":"}]\\\\\\"{","replies":[{"uuid":"%s"%s}]%s},{"uuid":"%s","replies":[]%s}]""";
        CrudsJson cruds = new CrudsJson(utf8(page.formatted(uuids.get(0), uuids.get(1), "", "", uuids.get(2), "")));
        ReaderFlags flags = new ReaderFlags();
        flags.add(0, true);
        flags.add(1, true);
        flags.add(1, false);
        flags.add(2, false);

        assertThat(cruds.uuids()).isEqualTo(uuids);
        assertThat(text(cruds.with(flags)))
                .isEqualTo(page.formatted(
                        uuids.get(0),
                        uuids.get(1),
                        ",\"liked\":true,\"reposted\":true",
                        ",\"liked\":true,\"reposted\":false",
                        uuids.get(2),
                        ",\"liked\":false,\"reposted\":true"));
    }

    @Test
    void an_empty_page_stays_empty() {
        assertThat(text(new CrudsJson(utf8("[]")).with(ReaderFlags.NONE))).isEqualTo("[]");
    }

    @Property(tries = 300)
    void any_message_is_kept(
            @ForAll @Size(max = 20) List<String> messages,
            @ForAll Set<@IntRange(max = 39) Integer> liked,
            @ForAll Set<@IntRange(max = 39) Integer> reposted)
            throws IOException {
        ArrayNode page = JSON.createArrayNode();
        List<ObjectNode> all = new ArrayList<>();
        for (String message : messages) {
            ObjectNode crud = page.addObject();
            all.add(crud.put("uuid", UUID.randomUUID().toString()).put("message", message));
            ObjectNode reply = crud.putArray("replies").addObject();
            all.add(reply.put("uuid", UUID.randomUUID().toString()).put("message", message));
        }
        byte[] before = JSON.writeValueAsBytes(page);
        ReaderFlags flags = new ReaderFlags();
        liked.forEach(position -> flags.add(position, true));
        reposted.forEach(position -> flags.add(position, false));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).put("liked", liked.contains(i)).put("reposted", reposted.contains(i));
        }

        byte[] after = new CrudsJson(before).with(flags);

        assertThat(JSON.readTree(after)).isEqualTo(JSON.readTree(JSON.writeValueAsBytes(page)));
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
