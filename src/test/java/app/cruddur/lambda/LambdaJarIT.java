package app.cruddur.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks which classes the WAR and the jar of the Lambda function contain, including those in nested jars. */
@Tag("any-server")
class LambdaJarIT {

    private static final Path JAR = Path.of("target/cruddur-post-confirmation.jar");

    @Test
    void the_lambda_jar_is_small_and_contains_no_jakarta_ee_orm_or_liquibase() throws Exception {
        assertThat(Files.size(JAR)).isLessThan(6_000_000);
        assertThat(classes(JAR))
                .contains("app/cruddur/lambda/PostConfirmationHandler.class", "org/postgresql/Driver.class")
                .noneMatch(name -> name.matches(
                        "(jakarta|javax/(persistence|enterprise|inject|ws)|liquibase|org/hibernate|org/eclipse)/.*"))
                .noneMatch(name -> name.startsWith("com/amazonaws/services/lambda/runtime/api/"))
                .noneMatch(name -> name.startsWith("app/cruddur/lambda/local/"));
    }

    @Test
    void the_war_contains_no_classes_of_aws_or_the_lambda() throws Exception {
        assertThat(classes(Path.of(System.getProperty("test.war"))))
                .contains("WEB-INF/classes/app/cruddur/user/Registration.class", "org/postgresql/Driver.class")
                .noneMatch(name -> name.startsWith("com/amazonaws/") || name.startsWith("software/amazon/"))
                .noneMatch(name -> name.contains("app/cruddur/lambda/"));
    }

    private static List<String> classes(Path archive) throws IOException {
        try (InputStream file = Files.newInputStream(archive)) {
            return classes(file);
        }
    }

    private static List<String> classes(InputStream archive) throws IOException {
        List<String> names = new ArrayList<>();
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".jar")) {
                names.addAll(classes(new ByteArrayInputStream(zip.readAllBytes())));
            } else if (entry.getName().endsWith(".class")) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
