package app.cruddur.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.MetricsEndpointFilter;
import app.cruddur.activity.FeedServletFilter;
import app.cruddur.http.GracefulShutdownFilter;
import app.cruddur.http.RequestFramingFilter;
import app.cruddur.observability.RequestMetricsFilter;
import app.cruddur.security.SecurityHeadersFilter;
import app.cruddur.slowclients.SlowClientFilter;
import app.cruddur.web.StaticFileMethodFilter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The servlet filters and their order, as web.xml declares them. */
class ServletFiltersTest {

    @Test
    void the_filters_run_in_this_order() throws Exception {
        assertThat(classesInOrderOfMappings())
                .containsExactlyElementsOf(List.of(
                                RequestFramingFilter.class,
                                RequestMetricsFilter.class,
                                SlowClientFilter.class,
                                SecurityHeadersFilter.class,
                                GracefulShutdownFilter.class,
                                StaticFileMethodFilter.class,
                                MetricsEndpointFilter.class,
                                FeedServletFilter.class)
                        .stream()
                        .map(Class::getName)
                        .toList());
    }

    @Test
    void every_filter_class_is_declared_in_web_xml() throws Exception {
        List<String> filters = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("app.cruddur").stream()
                        .filter(type -> type.isAssignableTo(Filter.class))
                        .map(type -> type.getName())
                        .toList();

        assertThat(classesInOrderOfMappings()).containsExactlyInAnyOrderElementsOf(filters);
    }

    private static List<String> classesInOrderOfMappings() throws Exception {
        Document webXml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("src/main/webapp/WEB-INF/web.xml").toFile());
        Map<String, String> classes = new LinkedHashMap<>();
        elements(webXml, "filter").forEach(each -> classes.put(text(each, "filter-name"), text(each, "filter-class")));
        return elements(webXml, "filter-mapping").stream()
                .map(each -> classes.get(text(each, "filter-name")))
                .toList();
    }

    private static List<Element> elements(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static String text(Element parent, String tag) {
        return parent.getElementsByTagName(tag).item(0).getTextContent();
    }
}
