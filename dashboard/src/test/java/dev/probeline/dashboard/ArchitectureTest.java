package dev.probeline.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/** Holds the core pure: data in, data out, time is an argument. */
@AnalyzeClasses(packages = "dev.probeline.dashboard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule CORE_TOUCHES_NO_KAFKA_SOCKET_LOGGER_OR_METRIC = noClasses()
            .that()
            .resideInAPackage("..dashboard.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.slf4j..",
                    "org.eclipse.jetty..",
                    "io.micrometer..",
                    "java.net..",
                    "java.nio.file..",
                    "..dashboard.io..",
                    "..dashboard.config..");

    @ArchTest
    static final ArchRule CORE_IS_TOLD_THE_TIME = noClasses()
            .that()
            .resideInAPackage("..dashboard.core..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}
