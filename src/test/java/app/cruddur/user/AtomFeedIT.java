package app.cruddur.user;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads Atom feeds and validates them against a schema. */
class AtomFeedIT extends ServerTest {

    private Person ann;

    @BeforeEach
    void join() {
        ann = Person.join(this, "Ann");
    }

    @Test
    void a_feed_contains_the_unexpired_cruds_of_its_user_newest_first() throws Exception {
        String text = "<b>Two</b> lines & \"quotes\" 🙂\nand the rest";
        String first = publish(ann.handle(), "First", "1-hour").getString("uuid");
        String second = publish(ann.handle(), text, "1-hour").getString("uuid");
        insert(ann.handle(), "Gone", "1 hour", "-1 second");
        insert(ann.handle(), "A form feed\f, inserted by SQL", "2 hours", "1 hour");
        String other = publish("bayko", "Not Ann's", "1-hour").getString("uuid");
        reply(other, ann.handle(), "A reply");

        Document feed = valid(read());

        assertThat(texts(feed, "id")).startsWith("urn:uuid:" + ann.uuid(), "urn:uuid:" + second, "urn:uuid:" + first);
        assertThat(texts(feed, "title"))
                .containsExactly(
                        "Ann (@" + ann.handle() + ")",
                        "<b>Two</b> lines & \"quotes\" 🙂",
                        "First",
                        "A form feed\uFFFD, inserted by SQL");
        assertThat(texts(feed, "content")).containsExactly(text, "First", "A form feed\uFFFD, inserted by SQL");
        assertThat(texts(feed, "updated").get(0))
                .isEqualTo(object(get("activities/" + second)).getString("created_at"));
        assertThat(IntStream.range(0, 3).mapToObj(i -> href(feed, i)))
                .containsExactly(
                        home().getPath() + "api/users/@" + ann.handle() + "/feed.atom",
                        home().getPath() + "@" + ann.handle(),
                        home().getPath() + "crud/" + second);
    }

    @Test
    void a_user_without_cruds_has_an_empty_feed() throws Exception {
        assertThat(texts(valid(read()), "title")).containsExactly("Ann (@" + ann.handle() + ")");
    }

    @Test
    void an_unchanged_feed_is_304_until_an_entry_expires() {
        publish(ann.handle(), "Still here", "1-hour");
        String tag = read().getHeaderString("ETag");
        assertThat(conditional(tag).getStatus()).isEqualTo(304);

        TestDatabase.run("UPDATE activities SET expires_at = now() WHERE user_uuid = ?", ann.uuid());

        Response changed = conditional(tag);
        assertThat(changed.getStatus()).isEqualTo(200);
        assertThat(changed.readEntity(String.class)).doesNotContain("Still here");
    }

    @Test
    void an_unknown_user_has_no_feed() {
        assertThat(get("users/@unknown/feed.atom").readEntity(String.class)).isEqualTo("[\"user_not_found\"]");
    }

    private Response read() {
        Response response = get("users/@" + ann.handle() + "/feed.atom");
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getMediaType()).hasToString("application/atom+xml");
        return response;
    }

    private Response conditional(String tag) {
        return api().path("users/@" + ann.handle() + "/feed.atom")
                .request()
                .header("If-None-Match", tag)
                .get();
    }

    private static Document valid(Response response) throws Exception {
        String xml = response.readEntity(String.class);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(AtomFeedIT.class.getResource("/atom.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> texts(Document feed, String element) {
        NodeList nodes = feed.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static String href(Document feed, int index) {
        return feed.getElementsByTagName("link")
                .item(index)
                .getAttributes()
                .getNamedItem("href")
                .getNodeValue();
    }
}
