package dev.probeline.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.probeline.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule coreKnowsNoNetworkAndNoLogger = classes()
            .that()
            .resideInAPackage("..simulator.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.probeline.simulator.core..",
                    "dev.probeline.runtime.config..",
                    "com.fasterxml.jackson..",
                    "java.io",
                    "java.lang..",
                    "java.nio",
                    "java.nio.charset",
                    "java.time..",
                    "java.util..");

    @ArchTest
    static final ArchRule coreIsGivenTheTime = noClasses()
            .that()
            .resideInAPackage("..simulator.core..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");
}
