package app.cruddur.browser;

import static org.awaitility.Awaitility.await;

import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Not a test: {@code mvn verify -Pscreenshots} runs it to write the screenshots in {@code docs/images}. */
class Screenshots extends BrowserTest {

    private static final Path FOLDER = Path.of("docs/images");
    private static final int WIDE = 1360, PHONE = 390;

    @BeforeEach
    void add_likes_and_a_repost() {
        List<String> people = List.of("amara", "kofi", "yuki", "lena", "chloe", "omar", "thabo");
        List<String> cruds = array(get("activities/home?limit=12")).getValuesAs(JsonObject.class).stream()
                .map(crud -> crud.getString("uuid"))
                .toList();
        for (int i = 0; i < cruds.size(); i++) {
            for (String handle : people.subList(0, (i * 5 + 2) % people.size())) {
                as(handle, "activities/" + cruds.get(i) + "/like").put(Entity.json(""));
            }
        }
        as("kofi", "activities/" + cruds.get(3) + "/repost").put(Entity.json(""));
    }

    @Test
    void take_screenshots() {
        theme("dark");
        openAs("amara", "");
        take("home", WIDE);
        take("home-phone", PHONE);
        open("search?term=%23postgres");
        take("search", WIDE);
        as("kofi", "messages")
                .post(Entity.json(json("user_receiver_handle", "amara", "message", "Are you at the radio tonight?")));
        as("amara", "messages")
                .post(Entity.json(json("user_receiver_handle", "kofi", "message", "Until it burns out. 🔥")));
        open("messages/@kofi");
        take("messages", WIDE);
        open("sign-in");
        take("sign-in", WIDE);
        open("");
        offline(() -> {
            click("article [data-action=repost]");
            await().until(() -> has(".notice button"));
            take("offline-phone", PHONE);
        });

        theme("light");
        open("@priya");
        take("profile-light-phone", PHONE);
        String crud = (String)
                TestDatabase.run("SELECT CAST(uuid AS text) FROM activities ORDER BY replies_count DESC, uuid LIMIT 1");
        open("crud/" + crud);
        take("crud-light", WIDE);
    }

    private void take(String name, int width) {
        boolean phone = width == PHONE;
        browser.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        phone ? 800 : 900,
                        "deviceScaleFactor",
                        phone ? 2 : 1,
                        "mobile",
                        phone));
        Object png = browser.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                .get("data");
        try {
            Files.write(FOLDER.resolve(name + ".png"), Base64.getDecoder().decode((String) png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
