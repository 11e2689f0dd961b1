package app.cruddur.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house and the doors between them. */
@AnalyzeClasses(packages = "app.cruddur", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependencies_go_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("application")
            .definedBy("app.cruddur")
            .layer("features")
            .definedBy("app.cruddur.activity..", "app.cruddur.message..", "app.cruddur.profile..", "app.cruddur.web..")
            .layer("people")
            .definedBy("app.cruddur.user..", "app.cruddur.identity..", "app.cruddur.live..")
            .layer("sign-up Lambda")
            .definedBy("app.cruddur.lambda..")
            .layer("ground")
            .definedBy("app.cruddur.database..", "app.cruddur.http..")
            .layer("operations")
            .definedBy("app.cruddur.operations..")
            .whereLayer("operations")
            .mayNotAccessAnyLayer()
            .whereLayer("application")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("sign-up Lambda")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("features")
            .mayOnlyBeAccessedByLayers("application")
            .whereLayer("people")
            .mayOnlyBeAccessedByLayers("application", "features", "sign-up Lambda");

    @ArchTest
    static final ArchRule rooms_have_no_circles =
            slices().matching("app.cruddur.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_jakarta_ee_and_what_the_war_holds = noClasses()
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
            .haveNameMatching("app\\.cruddur\\.user\\.(Handle|Registrations?|Subject)(\\$.*)?")
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

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|DTO)");

    @ArchTest
    static final ArchRule only_the_scripts_commands_print =
            noClasses().that().haveSimpleNameNotEndingWith("Command").should(ACCESS_STANDARD_STREAMS);
}
