package app.cruddur.lambda;

import static app.cruddur.support.PasswordedPostgres.PASSWORD;
import static app.cruddur.support.PasswordedPostgres.encode;
import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.persistence.TestSchema;
import app.cruddur.support.AwsEndpoint;
import app.cruddur.support.PasswordedPostgres;
import app.cruddur.support.Programs;
import app.cruddur.support.Scripts;
import app.cruddur.support.Scripts.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the scripts for the sign-up Lambda function and for Cognito with the real AWS CLI, a fake AWS endpoint and a real PostgreSQL. */
@Tag("any-server")
class LambdaScriptsIT {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int NOT_SET_UP = 3;
    private static final int UNREACHABLE = 4;
    private static final int REFUSED = 6;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT =
            Path.of("aws/events/confirm-sign-up.json").toAbsolutePath().toString();

    @TempDir
    private static Path serverDirectory;

    private static PasswordedPostgres postgres;

    @TempDir
    private Path directory;

    private AwsEndpoint aws;
    private Scripts scripts;

    @BeforeAll
    static void start() throws Exception {
        postgres = PasswordedPostgres.start(serverDirectory);
        postgres.execute("CREATE DATABASE cruddur OWNER \"" + PasswordedPostgres.USER + "\"");
        TestSchema.build(ConnectionUrl.parse(postgres.url("cruddur")), "seed");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        Programs.require("aws", "awscli");
        aws = new AwsEndpoint();
        scripts = new Scripts(directory, PASSWORD, encode(PASSWORD));
    }

    @AfterEach
    void close() {
        if (aws != null) {
            aws.close();
        }
    }

    @Test
    void an_event_that_is_invoked_twice_registers_one_user() throws Exception {
        for (int time = 1; time <= 2; time++) {
            Run run = run(local(), "bin/lambda/invoke", "--event", EVENT);

            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(JSON.readTree(run.output()))
                    .isEqualTo(JSON.readTree(Path.of(EVENT).toFile()));
            assertThat(run.errors()).contains(time == 1 ? "\nregistered\n" : "\nalready_registered\n", "result after");
        }
        assertThat(query("SELECT count(*) FROM users WHERE handle = 'ngozi_a'")).isEqualTo("1");
    }

    @Test
    void a_failed_local_invocation_prints_the_error_and_fails_the_script() throws Exception {
        Path event = directory.resolve("event.json");
        Files.writeString(event, Files.readString(Path.of(EVENT)).replace("Ngozi_A", "not a handle"));

        Run run = run(local(), "bin/lambda/invoke", "--event", event.toString());

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(JSON.readTree(run.output()).get("errorMessage").asText()).endsWith(": handle_invalid");
    }

    @Test
    void missing_arguments_and_variables_have_their_exit_codes() throws Exception {
        assertThat(run(Map.of(), "bin/lambda/invoke", "--event", EVENT).exitCode())
                .isEqualTo(NOT_SET_UP);
        assertThat(run(local(), "bin/lambda/invoke").exitCode()).isEqualTo(MISUSED);
        assertThat(run(local(), "bin/lambda/invoke", "--event", EVENT, "--dry-run")
                        .exitCode())
                .isEqualTo(MISUSED);
        assertThat(run(local(), "bin/lambda/invoke", "--event", "/nowhere").exitCode())
                .isEqualTo(FAILED);
        var unreachableDatabase =
                Map.of("CONNECTION_URL", "postgresql://u:" + encode(PASSWORD) + "@127.0.0.1:1/cruddur");
        assertThat(run(unreachableDatabase, "bin/lambda/invoke", "--event", EVENT)
                        .exitCode())
                .isEqualTo(UNREACHABLE);
        assertThat(run(Map.of("CONNECTION_URL", postgres.url("cruddur")), "bin/db/sync-cognito-users")
                        .errors())
                .contains("AWS_COGNITO_USER_POOL_ID is not set");
    }

    @Test
    void a_remote_invocation_sends_the_event_and_its_failure_fails_the_script() throws Exception {
        aws.answer(200, "{\"its\":\"answer\"}");

        Run run = run(Map.of(), "bin/lambda/invoke", "--remote", "--event", EVENT);

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.output()).isEqualTo("{\"its\":\"answer\"}\n");
        assertThat(aws.calls())
                .containsExactly(new AwsEndpoint.Call(
                        "POST /2015-03-31/functions/cruddur-post-confirmation/invocations",
                        Files.readString(Path.of(EVENT))));
        aws.answer(200, Map.of("X-Amz-Function-Error", "Unhandled"), "{\"errorMessage\":\"no\"}");
        assertThat(run(Map.of(), "bin/lambda/invoke", "--remote", "--event", EVENT)
                        .exitCode())
                .isEqualTo(FAILED);
    }

    @Test
    void deploy_updates_the_code_waits_and_prints_the_version() throws Exception {
        aws.answer(200, "{\"Version\":\"7\",\"LastUpdateStatus\":\"InProgress\"}")
                .answer(200, "{\"LastUpdateStatus\":\"InProgress\"}")
                .answer(200, "{\"LastUpdateStatus\":\"Successful\"}");

        Run run = run(Map.of("LAMBDA_POLL_SECONDS", "0"), "bin/lambda/deploy", "--function", "other");

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.output()).isEqualTo("7\n");
        assertThat(aws.calls())
                .extracting(AwsEndpoint.Call::what)
                .containsExactly(
                        "PUT /2015-03-31/functions/other/code",
                        "GET /2015-03-31/functions/other/configuration",
                        "GET /2015-03-31/functions/other/configuration");
        JsonNode update = JSON.readTree(aws.calls().get(0).body());
        assertThat(update.get("Publish").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(update.get("ZipFile").asText()))
                .isEqualTo(Files.readAllBytes(Path.of("target/cruddur-post-confirmation.jar")));
    }

    @Test
    void a_failed_or_rejected_deployment_fails_the_script() throws Exception {
        aws.answer(200, "{\"Version\":\"7\"}")
                .answer(200, "{\"LastUpdateStatus\":\"Failed\",\"LastUpdateStatusReason\":\"no network\"}");
        Run broken = run(Map.of("LAMBDA_POLL_SECONDS", "0"), "bin/lambda/deploy");
        assertThat(broken.exitCode()).isEqualTo(FAILED);
        assertThat(broken.errors()).contains("no network", "version 7 does not run");

        aws.answer(404, "{\"Type\":\"User\",\"Message\":\"Function not found\"}");
        Run missing = run(Map.of(), "bin/lambda/deploy");
        assertThat(missing.exitCode()).isEqualTo(FAILED);
        assertThat(missing.complaint().lines()).hasSize(1);
    }

    @Test
    void list_users_reads_all_pages_of_the_user_pool() throws Exception {
        aws.answer(200, pool("next", person("u-1", "ada", "Ada", "true")))
                .answer(200, pool(null, person("u-2", "grace", "Grace", "false")));

        Run run = run(Map.of(), "bin/cognito/list-users");

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.output()).contains("ada", "sub-ada", "grace", "grace@example.com", "CONFIRMED");
        assertThat(aws.calls()).hasSize(2).allSatisfy(call -> assertThat(call.what())
                .isEqualTo("AWSCognitoIdentityProviderService.ListUsers"));
        assertThat(JSON.readTree(aws.calls().get(1).body())
                        .get("PaginationToken")
                        .asText())
                .isEqualTo("next");
    }

    @Test
    void sync_registers_all_confirmed_users_with_any_characters_in_their_names() throws Exception {
        String name = "Tab\\\t, \"quote\", 'quote', \u20ac 🪴 $(id) `id`";
        aws.answer(200, pool("next", person("u-1", "quoted", name, "true"), person("u-2", "Bayko", "Thief", "true")))
                .answer(
                        200,
                        pool(
                                null,
                                person("u-3", "forger", "Forger\nu-9\t{\"triggerSource\":\"x\"}", "true"),
                                person("u-4", "late", "Latecomer", "true")));

        Run run = run(local(), "bin/db/sync-cognito-users");

        assertThat(run.output())
                .isEqualTo("u-1\tdisplay_name_invalid_chars\nu-2\thandle_taken\nu-3\tdisplay_name_invalid_chars\n"
                        + "u-4\tregistered\n");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(REFUSED);
        assertThat(run.errors()).contains("2 display_name_invalid_chars", "1 handle_taken", "1 registered");
        assertThat(JSON.readTree(aws.calls().get(0).body()).get("Filter").asText())
                .isEqualTo("cognito:user_status = \"CONFIRMED\"");
        assertThat(query("SELECT display_name || ' ' || email FROM users WHERE cognito_user_id = 'sub-late'"))
                .isEqualTo("Latecomer late@example.com");

        aws.answer(200, pool(null, person("u-1", "quoted", name.replace("\t", " "), "true")))
                .answer(200, pool(null, person("u-4", "late", "Latecomer", "true")));
        assertThat(run(local(), "bin/db/sync-cognito-users").output()).isEqualTo("u-1\tregistered\n");
        Run again = run(local(), "bin/db/sync-cognito-users");
        assertThat(again.exitCode()).isZero();
        assertThat(again.output()).isEqualTo("u-4\talready_registered\n");
        assertThat(query("SELECT display_name FROM users WHERE cognito_user_id = 'sub-quoted'"))
                .isEqualTo(name.replace("\t", " "));
    }

    @Test
    void sync_registers_a_user_whose_confirmation_failed_during_an_outage() throws Exception {
        Path event = directory.resolve("event.json");
        Files.writeString(event, Lambda.signUp("unlucky").toString());
        var unreachableDatabase =
                Map.of("CONNECTION_URL", "postgresql://u:" + encode(PASSWORD) + "@127.0.0.1:1/cruddur");
        assertThat(run(unreachableDatabase, "bin/lambda/invoke", "--event", event.toString())
                        .exitCode())
                .isEqualTo(UNREACHABLE);
        aws.answer(200, pool(null, person("u-8", "unlucky", "Unlucky", "true")));

        assertThat(run(local(), "bin/db/sync-cognito-users").output()).isEqualTo("u-8\tregistered\n");

        assertThat(query("SELECT handle FROM users WHERE cognito_user_id = 'sub-unlucky'"))
                .isEqualTo("unlucky");
    }

    @Test
    void a_seeded_user_is_claimed_by_handle_and_verified_email() throws Exception {
        ObjectNode owner = person("u-5", "andrewbrown", "Andrew", "true");
        ((ObjectNode) owner.at("/Attributes/3")).put("Value", "andrew@test.com");
        aws.answer(200, pool(null, owner));

        assertThat(run(prod(), "bin/db/sync-cognito-users", "prod").output()).isEqualTo("u-5\tclaimed\n");

        assertThat(query("SELECT cognito_user_id FROM users WHERE handle = 'andrewbrown'"))
                .isEqualTo("sub-andrewbrown");
    }

    @Test
    void an_unreachable_database_ends_the_sync_and_an_aws_error_is_one_line() throws Exception {
        aws.answer(200, pool(null, person("u-6", "six", "Six", "true"), person("u-7", "seven", "Seven", "true")));
        Map<String, String> unreachableDatabase =
                pool(Map.of("CONNECTION_URL", "postgresql://u:" + encode(PASSWORD) + "@127.0.0.1:1/cruddur"));

        Run run = run(unreachableDatabase, "bin/db/sync-cognito-users");

        assertThat(run.exitCode()).isEqualTo(UNREACHABLE);
        assertThat(run.output()).isEqualTo("u-6\tdatabase_unavailable\n");
        aws.answer(400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no such pool\"}");
        Run refused = run(local(), "bin/db/sync-cognito-users");
        assertThat(refused.exitCode()).isEqualTo(FAILED);
        assertThat(refused.complaint()).contains("no such pool");
    }

    @ParameterizedTest
    @CsvSource({
        "bin/cognito/list-users --dry-run",
        "bin/db/sync-cognito-users --dry-run",
        "bin/lambda/deploy --dry-run",
        "bin/lambda/invoke --remote --dry-run --event aws/events/confirm-sign-up.json"
    })
    void a_dry_run_prints_one_command_that_makes_exactly_the_real_call(String commandLine) throws Exception {
        String[] words =
                commandLine.replace("aws/events/confirm-sign-up.json", EVENT).split(" ");
        String[] dry = List.of(words).subList(1, words.length).toArray(String[]::new);
        String[] real =
                List.of(dry).stream().filter(word -> !word.equals("--dry-run")).toArray(String[]::new);

        String printed = run(local(), words[0], dry).output();
        assertThat(aws.calls()).isEmpty();
        assertThat(printed).startsWith("aws ");
        String body = "{\"Users\":[],\"Version\":\"1\",\"LastUpdateStatus\":\"Successful\"}";
        aws.answer(200, body).answer(200, body).answer(200, body);
        scripts.execute(environment(local()), "", List.of("bash", "-c", printed));
        run(local(), words[0], real);

        assertThat(aws.calls()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(aws.calls().get(1)).isEqualTo(aws.calls().get(0));
    }

    private static String pool(String next, ObjectNode... people) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode users = answer.putArray("Users");
        users.addAll(List.of(people));
        if (next != null) {
            answer.put("PaginationToken", next);
        }
        return answer.toString();
    }

    private static ObjectNode person(String username, String handle, String name, String verified) {
        ObjectNode person = JSON.createObjectNode()
                .put("Username", username)
                .put("Enabled", true)
                .put("UserStatus", "CONFIRMED");
        ArrayNode attributes = person.putArray("Attributes");
        Map<String, String> values = new LinkedHashMap<>();
        values.put("sub", "sub-" + handle);
        values.put("preferred_username", handle);
        values.put("name", name);
        values.put("email", handle + "@example.com");
        values.put("email_verified", verified);
        values.forEach((key, value) -> attributes.addObject().put("Name", key).put("Value", value));
        return person;
    }

    private static Map<String, String> local() {
        return pool(Map.of("CONNECTION_URL", postgres.url("cruddur")));
    }

    private static Map<String, String> prod() {
        return pool(Map.of("PROD_CONNECTION_URL", postgres.url("cruddur")));
    }

    private static Map<String, String> pool(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("AWS_COGNITO_USER_POOL_ID", "us-east-1_EXAMPLE01");
        return environment;
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", aws.url(),
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "example",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_EC2_METADATA_DISABLED", "true"));
        environment.putAll(more);
        return environment;
    }

    private Run run(Map<String, String> more, String script, String... arguments) throws Exception {
        Map<String, String> environment = environment(more);
        if (script.startsWith("bin/cognito/")) {
            environment = environment(pool(more));
        }
        return scripts.run(environment, script, arguments);
    }

    private static String query(String sql) throws Exception {
        try (Connection connection = postgres.connect("cruddur");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
