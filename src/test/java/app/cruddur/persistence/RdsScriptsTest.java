package app.cruddur.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import app.cruddur.support.AwsEndpoint;
import app.cruddur.support.Programs;
import app.cruddur.support.RunningServer;
import app.cruddur.support.Scripts;
import app.cruddur.support.Scripts.Run;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the scripts under {@code bin/rds} with the real AWS CLI and a fake AWS endpoint. */
class RdsScriptsTest {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int NOT_SET_UP = 3;
    private static final int UNREACHABLE = 4;

    private static final String PASSWORD = "M@ster-pass\\word&=%+'$".replace("@", "a");

    @TempDir
    private Path directory;

    private AwsEndpoint aws;
    private Scripts scripts;

    @BeforeEach
    void prepare() throws Exception {
        Programs.require("aws", "awscli");
        aws = new AwsEndpoint();
        scripts = new Scripts(directory, PASSWORD);
    }

    @AfterEach
    void stop() {
        if (aws != null) {
            aws.close();
        }
    }

    @Test
    void an_instance_is_created_with_the_default_settings() throws Exception {
        aws.answerInstance("CreateDBInstance", "creating");

        Run run = run(Map.of("RDS_MASTER_PASSWORD", PASSWORD), "create-instance");

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.output()).isEqualTo("creating\n");
        assertThat(aws.requests())
                .singleElement()
                .isEqualTo(Map.ofEntries(
                        entry("Action", "CreateDBInstance"),
                        entry("Version", "2014-10-31"),
                        entry("DBInstanceIdentifier", "cruddur-db-instance"),
                        entry("DBInstanceClass", "db.t3.micro"),
                        entry("Engine", "postgres"),
                        entry("EngineVersion", "17"),
                        entry("MasterUsername", "cruddurroot"),
                        entry("MasterUserPassword", PASSWORD),
                        entry("DBName", "cruddur"),
                        entry("Port", "5432"),
                        entry("AllocatedStorage", "20"),
                        entry("StorageType", "gp2"),
                        entry("StorageEncrypted", "true"),
                        entry("BackupRetentionPeriod", "7"),
                        entry("MultiAZ", "false"),
                        entry("PubliclyAccessible", "false"),
                        entry("DeletionProtection", "true"),
                        entry("EnablePerformanceInsights", "true"),
                        entry("PerformanceInsightsRetentionPeriod", "7")));
    }

    @Test
    void the_dry_run_prints_a_command_that_makes_the_real_call() throws Exception {
        String[] options = {
            "--identifier",
            "other",
            "--class",
            "db.t4g.small",
            "--engine-version",
            "16.9",
            "--user",
            "it's",
            "--database",
            "cruds",
            "--port",
            "5433",
            "--storage",
            "50",
            "--storage-type",
            "gp3",
            "--availability-zone",
            "us-east-1a",
            "--backup-days",
            "0",
            "--multi-az",
            "--security-group",
            "sg-1",
            "--publicly-accessible",
            "--no-deletion-protection",
            "--no-storage-encrypted",
            "--no-performance-insights"
        };
        String[] dry = List.of(options).toArray(new String[options.length + 1]);
        dry[options.length] = "--dry-run";

        String printed = run(Map.of(), "create-instance", dry).output();
        assertThat(aws.requests()).isEmpty();
        assertThat(printed).startsWith("aws rds create-db-instance").contains("'***'");
        aws.answerInstance("CreateDBInstance", "creating").answerInstance("CreateDBInstance", "creating");
        scripts.execute(environment(Map.of()), "", List.of("bash", "-c", printed));
        run(Map.of("RDS_MASTER_PASSWORD", PASSWORD), "create-instance", options);

        assertThat(aws.requests()).hasSize(2);
        Map<String, String> pasted = new HashMap<>(aws.requests().get(0));
        assertThat(pasted).containsEntry("MasterUserPassword", "***").containsEntry("MasterUsername", "it's");
        pasted.put("MasterUserPassword", PASSWORD);
        assertThat(aws.requests().get(1)).isEqualTo(pasted);
    }

    @Test
    void aws_can_manage_the_master_password() throws Exception {
        aws.answerInstance("CreateDBInstance", "creating");

        String printed = run(Map.of(), "create-instance", "--manage-master-password", "--dry-run")
                .output();

        assertThat(printed).contains("--manage-master-user-password").doesNotContain("***");
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void a_missing_or_invalid_master_password_is_rejected_before_any_call() throws Exception {
        assertOneLineError(run(Map.of(), "create-instance"), NOT_SET_UP, "RDS_MASTER_PASSWORD is not set");
        assertOneLineError(run(Map.of("RDS_MASTER_PASSWORD", "short"), "create-instance"), NOT_SET_UP, "8 to 128");
        assertOneLineError(
                run(Map.of("RDS_MASTER_PASSWORD", "with/slash@"), "create-instance"), NOT_SET_UP, "8 to 128");
        assertThat(aws.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, DBInstanceAlreadyExists, DB instance already exists",
        "403, AccessDenied, not authorized to perform"
    })
    void an_aws_error_is_a_one_line_error(int status, String code, String message) throws Exception {
        aws.answerError(status, code, message);

        assertOneLineError(run(Map.of("RDS_MASTER_PASSWORD", PASSWORD), "create-instance"), FAILED, code);
    }

    @Test
    void an_unreachable_endpoint_is_a_one_line_error() throws Exception {
        String closed = "http://127.0.0.1:" + RunningServer.freePort();

        var unreachable = Map.of("AWS_ENDPOINT_URL", closed, "AWS_MAX_ATTEMPTS", "1");
        assertOneLineError(run(unreachable, "status"), UNREACHABLE, "Could not connect");
    }

    @Test
    void missing_credentials_and_a_missing_program_are_one_line_errors() throws Exception {
        assertOneLineError(
                run(Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", ""), "status"), NOT_SET_UP, "credentials");
        assertOneLineError(run(Map.of("PATH", scripts.bareMachine()), "status"), NOT_SET_UP, "aws is not installed");
    }

    @Test
    void start_waits_for_the_instance_and_reports_its_status() throws Exception {
        aws.answerInstance("StartDBInstance", "starting")
                .answerInstance("DescribeDBInstances", "starting")
                .answerInstance("DescribeDBInstances", "available");

        Run run = run(Map.of("RDS_POLL_SECONDS", "0"), "start", "--wait");

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.errors()).contains("is starting", "is available");
        assertThat(aws.requests())
                .extracting(request -> request.get("Action"))
                .containsExactly("StartDBInstance", "DescribeDBInstances", "DescribeDBInstances");
    }

    @Test
    void stop_fails_if_the_instance_fails() throws Exception {
        aws.answerInstance("StopDBInstance", "stopping").answerInstance("DescribeDBInstances", "failed");

        Run run = run(Map.of("RDS_POLL_SECONDS", "0"), "stop", "--wait", "--identifier", "other");

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.errors()).contains("will not become stopped");
        assertThat(aws.requests())
                .allSatisfy(request -> assertThat(request).containsEntry("DBInstanceIdentifier", "other"));
    }

    @Test
    void the_endpoint_is_printed_as_prod_connection_url() throws Exception {
        aws.answerInstance("DescribeDBInstances", "available").answerInstance("DescribeDBInstances", "available");

        Run run = run(Map.of(), "endpoint");

        assertThat(run.output())
                .isEqualTo(
                        "PROD_CONNECTION_URL='postgresql://cruddurroot:PASSWORD@cruddur.example.us-east-1.rds.amazonaws.com:5432/"
                                + "cruddur?sslmode=require'\n");
        assertThat(run(Map.of(), "status").output()).contains("available", "db.t3.micro", "17.6");
    }

    @ParameterizedTest
    @CsvSource({
        "GITPOD_IP, 203.0.113.7, CidrIpv4, 203.0.113.7/32, GITPOD",
        "CODESPACES_IP, 198.51.100.255, CidrIpv4, 198.51.100.255/32, CODESPACES",
        "GITPOD_IP, 2001:db8::7, CidrIpv6, 2001:db8::7/128, GITPOD"
    })
    void the_rule_opens_the_port_only_to_this_machine(
            String variable, String ip, String parameter, String range, String description) throws Exception {
        aws.answer(200, modified());

        Run run = run(rule(variable, ip), "update-sg-rule");

        assertThat(run.exitCode()).as("%s", run).isZero();
        String prefix = "SecurityGroupRule.1.SecurityGroupRule.";
        assertThat(aws.requests())
                .singleElement()
                .isEqualTo(Map.of(
                        "Action",
                        "ModifySecurityGroupRules",
                        "Version",
                        "2016-11-15",
                        "GroupId",
                        "sg-0123",
                        "SecurityGroupRule.1.SecurityGroupRuleId",
                        "sgr-4567",
                        prefix + "IpProtocol",
                        "tcp",
                        prefix + "FromPort",
                        "5432",
                        prefix + "ToPort",
                        "5432",
                        prefix + "Description",
                        description,
                        prefix + parameter,
                        range));
    }

    @Test
    void the_address_is_looked_up_if_it_is_not_configured() throws Exception {
        try (AwsEndpoint lookUp = new AwsEndpoint().answer(200, "203.0.113.9\n")) {
            aws.answer(200, modified());

            Run run = run(rule("CHECKIP_URL", lookUp.url()), "update-sg-rule", "--description", "my desk");

            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(aws.requests().get(0)).containsValues("203.0.113.9/32", "my desk");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999.1.1.1",
                "1.2.3",
                "1.2.3.4/0",
                "01.2.3.4",
                "::1::",
                "1:2:3:4:5:6:7:8:9",
                "1.2.3.4,FromPort=1",
                "home"
            })
    void an_invalid_address_is_rejected_before_any_call(String ip) throws Exception {
        assertOneLineError(
                run(rule("GITPOD_IP", "203.0.113.7"), "update-sg-rule", "--ip", ip), MISUSED, "not an IPv4 or IPv6");

        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void the_rule_id_is_required() throws Exception {
        assertOneLineError(
                run(Map.of("DB_SG_ID", "sg-1"), "update-sg-rule", "--ip", "1.2.3.4"),
                NOT_SET_UP,
                "DB_SG_RULE_ID is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-instance", "status", "start", "stop", "endpoint", "update-sg-rule"})
    void a_dry_run_prints_the_call_and_makes_none(String script) throws Exception {
        Run run = run(rule("GITPOD_IP", "203.0.113.7"), script, "--dry-run");

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.output()).startsWith("aws ").contains("--endpoint-url " + aws.url());
        assertThat(aws.requests()).isEmpty();
        assertThat(scripts.commandLines()).doesNotContain("aws ");
    }

    @Test
    void a_new_workspace_opens_the_port_and_starts_even_if_that_fails() throws Exception {
        String postCreate = ".devcontainer/postCreate.sh";
        aws.answer(200, modified()).answerError(403, "UnauthorizedOperation", "not authorized");

        assertThat(scripts.run(environment(Map.of()), postCreate).exitCode()).isZero();
        assertThat(aws.requests()).isEmpty();
        Map<String, String> codespace = environment(rule("CODESPACES_IP", "203.0.113.7"));
        codespace.put("CODESPACES", "true");
        assertThat(scripts.run(codespace, postCreate).exitCode()).isZero();
        assertThat(aws.requests()).singleElement().asString().contains("203.0.113.7/32", "CODESPACES");
        Run refused = scripts.run(codespace, postCreate);
        assertThat(refused.exitCode()).isZero();
        assertThat(refused.errors()).contains("The rule was not updated");
    }

    private static String modified() {
        return "<ModifySecurityGroupRulesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r-1</requestId>"
                + "<return>true</return></ModifySecurityGroupRulesResponse>";
    }

    private static Map<String, String> rule(String variable, String value) {
        return Map.of("DB_SG_ID", "sg-0123", "DB_SG_RULE_ID", "sgr-4567", variable, value);
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", aws.url(),
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "example",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true"));
        environment.putAll(more);
        return environment;
    }

    private Run run(Map<String, String> more, String script, String... arguments) throws Exception {
        return scripts.run(environment(more), "bin/rds/" + script, arguments);
    }

    private static void assertOneLineError(Run run, int exitCode, String complaint) {
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        assertThat(run.complaint().lines())
                .as("%s", run)
                .singleElement()
                .asString()
                .contains(complaint);
        assertThat(run.output()).isEmpty();
    }
}
