package app.cruddur.user;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a user's newest cruds as an Atom feed. Links are paths without scheme and host, because the client controls the host of a request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287: The Atom Syndication Format</a>
 */
final class AtomFeed {

    static final String MEDIA_TYPE = "application/atom+xml";

    /** Characters that XML 1.0 does not allow. The API rejects them in messages; other SQL clients may insert them. */
    private static final Pattern INVALID =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final XMLStreamWriter xml;

    private AtomFeed(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * @param json the result of {@code users/atom}
     * @param root the context root, with a trailing slash
     */
    static String of(String json, String root) {
        StringWriter text = new StringWriter();
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new AtomFeed(xml).write(reader.readObject(), root);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void write(JsonObject user, String root) throws XMLStreamException {
        String handle = user.getString("handle");
        List<JsonObject> cruds = user.getJsonArray("cruds").getValuesAs(JsonObject.class);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        element("id", "urn:uuid:" + user.getString("uuid"));
        element("title", user.getString("display_name") + " (@" + handle + ")");
        element("updated", (cruds.isEmpty() ? user : cruds.get(0)).getString("created_at"));
        xml.writeStartElement("author");
        element("name", user.getString("display_name"));
        xml.writeEndElement();
        link("self", MEDIA_TYPE, root + "api/users/@" + handle + "/feed.atom");
        link("alternate", "text/html", root + "@" + handle);
        for (JsonObject crud : cruds) {
            String message = crud.getString("message");
            xml.writeStartElement("entry");
            element("id", "urn:uuid:" + crud.getString("uuid"));
            element("title", message.strip().lines().findFirst().orElse(""));
            element("published", crud.getString("created_at"));
            element("updated", crud.getString("created_at"));
            link("alternate", "text/html", root + "crud/" + crud.getString("uuid"));
            element("content", message);
            xml.writeEndElement();
        }
        xml.writeEndDocument();
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(INVALID.matcher(text).replaceAll("\uFFFD"));
        xml.writeEndElement();
    }

    private void link(String relation, String type, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", href);
    }
}
