package io.spotmanager.system.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Dependencies point one way: deployables to clouds, workflow, fleet and audit, these to domain and db. The names are the rules. */
@AnalyzeClasses(
        packages = {
            "io.spotmanager.db",
            "io.spotmanager.domain",
            "io.spotmanager.audit",
            "io.spotmanager.fleet",
            "io.spotmanager.workflow",
            "io.spotmanager.moves",
            "io.spotmanager.clouds",
            "io.spotmanager.questions",
            "io.spotmanager.tracing",
            "io.spotmanager.collector",
            "io.spotmanager.gateway",
            "io.spotmanager.migration",
            "io.spotmanager.inventory",
            "io.spotmanager.launch",
            "io.spotmanager.simulator",
            "io.spotmanager.quickstart",
            "io.spotmanager.cli"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CLI = "io.spotmanager.cli..";
    private static final String OURS = "io.spotmanager..";
    private static final String DB = "io.spotmanager.db..";
    private static final String DOMAIN = "io.spotmanager.domain..";
    private static final String CALL = "io.spotmanager.domain.call..";
    private static final String TRACE = "io.spotmanager.domain.trace..";
    private static final String SETTINGS = "io.spotmanager.domain.settings..";
    private static final String FLEET = "io.spotmanager.fleet..";
    private static final String WORKFLOW = "io.spotmanager.workflow..";
    private static final String MOVES = "io.spotmanager.moves..";
    private static final String AUDIT = "io.spotmanager.audit..";
    private static final String CLOUDS = "io.spotmanager.clouds..";
    private static final String TRACING = "io.spotmanager.tracing..";
    private static final String QUESTIONS = "io.spotmanager.questions..";
    private static final String GATEWAY = "io.spotmanager.gateway..";
    private static final String MIGRATION = "io.spotmanager.migration..";
    private static final String INVENTORY = "io.spotmanager.inventory..";
    private static final String LAUNCH = "io.spotmanager.launch..";
    private static final String SIMULATOR = "io.spotmanager.simulator..";
    private static final String QUICKSTART = "io.spotmanager.quickstart..";

    /** Names that were once used here, for which the field has a word. */
    private static final List<String> OLD_WORDS = List.of("""
            CloudAnswer Courier WireFailure Journal TokenKeeper NoAccess SharedRead HyperstackLine
            NetboxLine GraphQlLine Namesakes LinkWords VmOrder Variables WrongSettings\\w+ Walker Judge
            DriftJudge Clerk Continuation Happening Hold LeaseKeeper Sweeper CleanStop Pulse Gathering
            Nudge\\w* OperationIntake EventIntake Acceptance AskedAction HistoryFile HistoryWalk
            CheckpointWalk LibraryMachine \\w+Desk \\w+Tail \\w+News EventHub FleetBoard OldKeys LogPlace
            OddQueries LongBodies CountedBody SensibleTime ThrottledLogin RememberingPasswordEncoder Making
            KeepOrUndo OwnVms SecondWorker \\w+Drawing Belonging House HyperstackTruth HostSight
            LaunchSight RememberedSight SightTable CloudSight SharedBudget CallBudget CallRate
            LaunchVendors KeptCatalogues
            """.strip().split("\\s+"));

    @ArchTest
    static final ArchRule the_migration_worker_imports_no_other_worker_and_no_gateway =
            importsNone(MIGRATION, INVENTORY, LAUNCH, GATEWAY, QUICKSTART);

    @ArchTest
    static final ArchRule the_inventory_worker_imports_no_other_worker_and_no_gateway =
            importsNone(INVENTORY, MIGRATION, LAUNCH, GATEWAY, QUICKSTART);

    @ArchTest
    static final ArchRule the_launch_worker_imports_no_other_worker_and_no_gateway =
            importsNone(LAUNCH, MIGRATION, INVENTORY, GATEWAY, QUICKSTART);

    @ArchTest
    static final ArchRule the_gateway_imports_no_worker =
            importsNone(GATEWAY, MIGRATION, INVENTORY, LAUNCH, QUICKSTART);

    @ArchTest
    static final ArchRule the_gateway_calls_no_cloud =
            importsNone(GATEWAY, CLOUDS).because("it has no credentials: it asks a worker, or reads the snapshot");

    @ArchTest
    static final ArchRule questions_know_no_adapter_snapshot_workflow_worker_or_gateway = importsNone(
            QUESTIONS, CLOUDS, FLEET, WORKFLOW, MIGRATION, INVENTORY, LAUNCH, GATEWAY, SIMULATOR, QUICKSTART);

    @ArchTest
    static final ArchRule the_kernel_knows_of_the_domain_only_what_a_call_a_trace_and_a_wrong_setting_are = noClasses()
            .that()
            .resideInAPackage(WORKFLOW)
            .should()
            .dependOnClassesThat(resideInAPackage(DOMAIN)
                    .and(resideInAPackage(CALL).negate())
                    .and(resideInAPackage(TRACE).negate())
                    .and(resideInAPackage(SETTINGS).negate()));

    @ArchTest
    static final ArchRule the_kernel_knows_no_clouds_workers_or_gateway =
            importsNone(WORKFLOW, MOVES, CLOUDS, FLEET, GATEWAY, MIGRATION, INVENTORY, LAUNCH, SIMULATOR, QUICKSTART);

    @ArchTest
    static final ArchRule the_steps_of_moves_know_nothing_of_ours_but_the_domain_and_the_kernel = noClasses()
            .that()
            .resideInAPackage(MOVES)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(resideInAPackage(MOVES).negate())
                    .and(resideInAPackage(DOMAIN).negate())
                    .and(resideInAPackage(WORKFLOW).negate()));

    @ArchTest
    static final ArchRule the_client_knows_the_gateway_by_its_api_alone = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    CLI, "java..", "javax.net.ssl..", "org.jspecify..", "picocli..", "tools.jackson..");

    @ArchTest
    static final ArchRule nobody_imports_the_client = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI);

    @ArchTest
    static final ArchRule the_domain_depends_on_nothing = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(DOMAIN, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_audit_trail_knows_nothing_of_ours_but_the_schema = noClasses()
            .that()
            .resideInAPackage(AUDIT)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(resideInAPackage(AUDIT).negate())
                    .and(resideInAPackage(DB).negate()));

    @ArchTest
    static final ArchRule clouds_know_nothing_of_ours_but_the_domain = noClasses()
            .that()
            .resideInAPackage(CLOUDS)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(resideInAPackage(CLOUDS).negate())
                    .and(resideInAPackage(DOMAIN).negate()));

    @ArchTest
    static final ArchRule clouds_know_no_sql = noClasses()
            .that()
            .resideInAPackage(CLOUDS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule fleet_knows_no_cloud_workflow_worker_or_gateway =
            importsNone(FLEET, CLOUDS, WORKFLOW, MIGRATION, INVENTORY, LAUNCH, GATEWAY, SIMULATOR, QUICKSTART);

    @ArchTest
    static final ArchRule only_the_tracing_and_the_collector_of_tests_know_opentelemetry = noClasses()
            .that()
            .resideOutsideOfPackages(TRACING, "io.spotmanager.collector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule the_tracing_knows_nothing_of_ours_but_the_domain = noClasses()
            .that()
            .resideInAPackage(TRACING)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(resideInAPackage(TRACING).negate())
                    .and(resideInAPackage(DOMAIN).negate()));

    @ArchTest
    static final ArchRule the_simulator_knows_no_product_code = noClasses()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .dependOnClassesThat(
                    resideInAPackage(OURS).and(resideInAPackage(SIMULATOR).negate()));

    @ArchTest
    static final ArchRule no_product_code_but_the_quickstart_knows_the_simulator = noClasses()
            .that()
            .resideOutsideOfPackages(SIMULATOR, QUICKSTART)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SIMULATOR);

    @ArchTest
    static final ArchRule the_schema_depends_on_nothing_of_ours_but_how_settings_are_read = noClasses()
            .that()
            .resideInAPackage(DB)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(resideInAPackage(DB).negate())
                    .and(resideInAPackage(SETTINGS).negate()));

    @ArchTest
    static final ArchRule only_the_schema_contains_flyway = noClasses()
            .that()
            .resideOutsideOfPackage(DB)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flywaydb..");

    @ArchTest
    static final ArchRule no_name_says_nothing = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Impl)")
            .because("such a name does not tell what the class is for");

    @ArchTest
    static final ArchRule names_are_the_words_of_the_glossary = noClasses()
            .should()
            .haveNameMatching(".*[.$](" + String.join("|", OLD_WORDS) + ")")
            .because("docs/glossary.md has one word for one thing");

    @ArchTest
    static final ArchRule nobody_sleeps = noClasses()
            .that()
            .resideOutsideOfPackage(SIMULATOR)
            .should()
            .callMethodWhere(Calls.IS_SLEEP)
            .because("waiting is a row with a time, never a sleeping thread");

    @ArchTest
    static final ArchRule only_launchers_write_to_the_console = noClasses()
            .that()
            .doNotHaveSimpleName("Quickstart")
            .and()
            .doNotHaveSimpleName("SimulatorMain")
            .and()
            .doNotHaveSimpleName("VerifyHistory")
            .and()
            .doNotHaveSimpleName("ArchiveHistory")
            .and()
            .doNotHaveSimpleName("BackupCommand")
            .and()
            .doNotHaveSimpleName("Doctor")
            .and()
            .doNotHaveSimpleName("CommandResult")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule fields_are_never_public_unless_final =
            fields().that().arePublic().should().beFinal();

    @ArchTest
    static final ArchRule packages_of_the_kernel_have_no_cycles = withoutCycles("workflow");

    @ArchTest
    static final ArchRule packages_of_the_domain_have_no_cycles = withoutCycles("domain");

    @ArchTest
    static final ArchRule packages_of_clouds_have_no_cycles = withoutCycles("clouds");

    @ArchTest
    static final ArchRule packages_of_the_client_have_no_cycles = withoutCycles("cli");

    @ArchTest
    static final ArchRule packages_of_fleet_have_no_cycles = withoutCycles("fleet");

    @ArchTest
    static final ArchRule packages_of_the_gateway_have_no_cycles = withoutCycles("gateway");

    @ArchTest
    static final ArchRule packages_of_the_simulator_have_no_cycles = withoutCycles("simulator");

    @ArchTest
    static final ArchRule modules_have_no_cycles =
            slices().matching("io.spotmanager.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everything_is_null_marked = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith("org.jspecify.annotations.NullMarked");

    private static ArchRule importsNone(String one, String... none) {
        return noClasses()
                .that()
                .resideInAPackage(one)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(none);
    }

    private static ArchRule withoutCycles(String module) {
        return slices().matching("io.spotmanager.%s.(*)..".formatted(module))
                .should()
                .beFreeOfCycles();
    }
}
