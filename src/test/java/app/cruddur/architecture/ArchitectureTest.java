package app.cruddur.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Rules for packages and their dependencies. */
@AnalyzeClasses(packages = "app.cruddur", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependencies_point_downwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("application")
            .definedBy("app.cruddur")
            .layer("features")
            .definedBy("app.cruddur.activity..", "app.cruddur.message..", "app.cruddur.user..", "app.cruddur.web..")
            .layer("sign-up Lambda")
            .definedBy("app.cruddur.lambda..")
            .layer("feeds and events")
            .definedBy("app.cruddur.feed..", "app.cruddur.events..", "app.cruddur.expiry..")
            .layer("security")
            .definedBy("app.cruddur.security..")
            .layer("http and persistence")
            .definedBy("app.cruddur.http..", "app.cruddur.persistence..")
            .layer("observability")
            .definedBy("app.cruddur.observability..")
            .layer("configuration")
            .definedBy("app.cruddur.config..")
            .whereLayer("configuration")
            .mayNotAccessAnyLayer()
            .whereLayer("observability")
            .mayOnlyAccessLayers("configuration")
            .whereLayer("application")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("sign-up Lambda")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("features")
            .mayOnlyBeAccessedByLayers("application", "sign-up Lambda")
            .whereLayer("feeds and events")
            .mayOnlyBeAccessedByLayers("application", "features")
            .whereLayer("security")
            .mayOnlyBeAccessedByLayers("application", "features", "feeds and events");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("app.cruddur.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_configuration_reads_the_environment = noClasses()
            .that()
            .resideOutsideOfPackages("app.cruddur.config..")
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv");

    @ArchTest
    static final ArchRule only_jakarta_ee_and_libraries_in_the_war_are_used = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.eclipse.persistence..",
                    "org.hibernate..",
                    "org.glassfish..",
                    "org.jboss..",
                    "org.wildfly..",
                    "fish.payara..",
                    "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule the_sign_up_lambda_is_plain_java = noClasses()
            .that()
            .resideInAPackage("app.cruddur.lambda..")
            .or()
            .haveNameMatching(
                    "app\\.cruddur\\.(user\\.(Handle|Registration(Service)?)|security\\.Subject|http\\.UnicodeText)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "liquibase..");

    @ArchTest
    static final ArchRule resources_map_http_and_hold_no_sql = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..");

    /** Jersey keeps per-request state in a {@link Response}; sharing one between requests mixes up their responses. */
    @ArchTest
    static final ArchRule no_field_holds_a_response = noFields()
            .should()
            .haveRawType(assignableTo(Response.class)
                    .or(assignableTo(Response.ResponseBuilder.class))
                    .or(assignableTo(WebApplicationException.class)));

    @ArchTest
    static final ArchRule no_exception_holds_a_response =
            noClasses().should().beAssignableTo(WebApplicationException.class);

    @ArchTest
    static final ArchRule class_names_have_no_meaningless_suffixes =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|DTO)");

    /** A result stream of Hibernate holds its result set until the stream is closed. */
    @ArchTest
    static final ArchRule queries_return_lists_instead_of_streams = noClasses()
            .should()
            .callMethodWhere(describe(
                    "it is getResultStream", call -> call.getTarget().getName().equals("getResultStream")));

    @ArchTest
    static final ArchRule only_command_line_tools_print =
            noClasses().that().haveSimpleNameNotEndingWith("Cli").should(ACCESS_STANDARD_STREAMS);
}
