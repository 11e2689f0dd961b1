package app.cruddur.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Programs;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in {@code aws/}: never run on AWS here, but held against what AWS says of itself. */
class TemplateTest {

    private static final Path AWS = Path.of("aws");
    private static final Path TEMPLATE = AWS.resolve("template.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** It reads {@code !Sub 'text'} as the text. */
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    private Path directory;

    static List<Path> policies() throws IOException {
        try (Stream<Path> files = Files.list(AWS.resolve("policies"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void each_policy_is_json_and_allows_no_more_than_named_actions(Path file) throws Exception {
        JsonNode policy = JSON.readTree(file.toFile());

        assertThat(policy.get("Version").asText()).isEqualTo("2012-10-17");
        assertThat(policy.get("Statement")).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.get("Effect").asText()).isIn("Allow", "Deny");
            assertThat(statement.get("Resource").asText()).isNotEmpty();
            if (statement.get("Effect").asText().equals("Allow")) {
                assertThat(statement.get("Action").toString()).doesNotContain("*");
            }
        });
    }

    @Test
    void the_lambdas_role_is_the_policy_that_stands_beside_it() throws Exception {
        JsonNode role = resource("PostConfirmationRole").at("/Properties/Policies/0/PolicyDocument");

        assertThat(role)
                .isEqualTo(JSON.readTree(
                        AWS.resolve("policies/post-confirmation.json").toFile()));
    }

    @Test
    void the_handler_that_the_template_names_is_there() throws Exception {
        String[] handler =
                resource("PostConfirmation").at("/Properties/Handler").asText().split("::");

        assertThat(Class.forName(handler[0])).isAssignableTo(RequestHandler.class);
        assertThat(Class.forName(handler[0]).getDeclaredMethods())
                .anyMatch(each -> each.getName().equals(handler[1]));
    }

    @Test
    void the_page_may_call_the_stacks_own_sign_in_pages() throws Exception {
        JsonNode outputs = YAML.readTree(TEMPLATE.toFile()).get("Outputs");
        String loginPage = outputs.at("/LoginPage/Value").asText();

        assertThat(outputs.at("/Environment/Value").asText().lines()).contains("CRUDDUR_CONNECT_ORIGINS=" + loginPage);
    }

    @Test
    void the_lint_finds_nothing() throws Exception {
        assertThat(lint(TEMPLATE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MemorySize: 1024,        MemorySize: lots,         PostConfirmation.MemorySize: \"lots\" is no integer",
        "Engine: postgres,        Engin: postgres,          Database: there is no property Engin",
        "Database.Endpoint.Port}, Database.Endpoint.Door},  has no attribute Endpoint.Door",
        "Type: AWS::SNS::Topic,   Type: AWS::SNS::Subject,  FailureMail: there is no type AWS::SNS::Subject",
        "'Role: ',                'Roll: ',                 PostConfirmation: Role is required",
        "Condition: SendAlarm,    Condition: Sent,          FailureMail: there is no condition Sent",
        "!Ref DatabaseClass,      db.t3.micro,              DatabaseClass: is not used"
    })
    void the_lint_tells_a_fault(String right, String wrong, String fault) throws Exception {
        String template = Files.readString(TEMPLATE);
        Path broken = directory.resolve("broken.yaml");
        Files.writeString(broken, template.replace(right, wrong));

        assertThat(lint(broken)).anySatisfy(line -> assertThat(line).contains(fault));
    }

    private static JsonNode resource(String name) throws IOException {
        return YAML.readTree(TEMPLATE.toFile()).at("/Resources/" + name);
    }

    /** The lint's packages come from the npm registry, once, into the build's directory. */
    private List<String> lint(Path template) throws Exception {
        Path npm = Programs.require("npm", "npm");
        Path node = Programs.require("node", "nodejs");
        Path home = Path.of("target/aws-lint");
        Files.createDirectories(home);
        for (String file : List.of("package.json", "package-lock.json", "lint.mjs")) {
            Files.copy(AWS.resolve("lint").resolve(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(home.resolve("node_modules"))) {
            assertThat(run(home, npm.toString(), "ci", "--no-audit", "--no-fund"))
                    .noneMatch(line -> line.contains("npm error"));
        }
        return run(home, node.toString(), "lint.mjs", template.toAbsolutePath().toString());
    }

    private List<String> run(Path home, String... command) throws Exception {
        Path output = Files.createTempFile(directory, "output", "");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("%s ended", List.of(command)).isTrue();
        return Files.readAllLines(output);
    }
}
