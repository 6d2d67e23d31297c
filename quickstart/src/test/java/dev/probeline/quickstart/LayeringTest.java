package dev.probeline.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** The rooms of every service and the walls between them. */
@AnalyzeClasses(packages = "dev.probeline", importOptions = DoNotIncludeTests.class)
class LayeringTest {
    private static final String[] SERVICES = {
        "dev.probeline.simulator..",
        "dev.probeline.producer..",
        "dev.probeline.aggregator..",
        "dev.probeline.alerts..",
        "dev.probeline.dashboard..",
        "dev.probeline.quickstart.."
    };

    @ArchTest
    static final ArchRule coreTouchesNoKafkaSocketLoggerOrThread = noClasses()
            .that()
            .resideInAPackage("..core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.slf4j..",
                    "ch.qos.logback..",
                    "java.util.logging..",
                    "java.net.http..",
                    "com.sun.net.httpserver..",
                    "java.nio.channels..",
                    "io.netty.channel..",
                    "okhttp3..",
                    "io.micrometer..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(Socket|ServerSocket|DatagramSocket|HttpURLConnection|URLConnection)")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat(new DescribedPredicate<>("are executors") {
                @Override
                public boolean test(JavaClass used) {
                    return used.getName().startsWith("java.util.concurrent.")
                            && used.getSimpleName().contains("Execut");
                }
            });

    @ArchTest
    static final ArchRule coreIsGivenTheTime = noClasses()
            .that()
            .resideInAPackage("..core..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule coreKnowsNothingOfTheEdges = noClasses()
            .that()
            .resideInAPackage("..core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.probeline.*.io..", "dev.probeline.*.topology..");

    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = slices().matching(
                    "dev.probeline.(simulator|producer|aggregator|alerts|dashboard)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule runtimeKnowsNothingOfTheDomain = noClasses()
            .that()
            .resideInAPackage("dev.probeline.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(with(SERVICES, "dev.probeline.schemas.."));

    @ArchTest
    static final ArchRule theContractKnowsNobody = noClasses()
            .that()
            .resideInAPackage("dev.probeline.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(with(SERVICES, "dev.probeline.runtime.."));

    @ArchTest
    static final ArchRule onlyTheQuickstartKnowsAll = noClasses()
            .that()
            .resideOutsideOfPackage("dev.probeline.quickstart..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.probeline.quickstart..");

    private static String[] with(String[] packages, String more) {
        String[] all = Arrays.copyOf(packages, packages.length + 1);
        all[packages.length] = more;
        return all;
    }
}
