package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.quickstart.core.EndedBy;
import dev.probeline.quickstart.core.Summary;
import dev.probeline.quickstart.stack.Settings;
import dev.probeline.quickstart.stack.Stack;
import dev.probeline.runtime.lifecycle.Shutdown;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline, from real HTTP probes to webhook messages, counted at both ends. */
class QuickstartIT {
    private static final Duration RUN = Duration.ofSeconds(34);

    @BeforeAll
    static void quiet() {
        Logs.quiet();
    }

    @Test
    void whatIsPublishedIsAggregatedAndEveryAlertIsToldOnceAndResolved(@TempDir Path directory) throws Exception {
        Summary summary = run(directory, Optional.empty(), Optional.empty(), FollowedLink::silenceSomething);

        assertThat(summary.faults()).isEmpty();
        assertThat(summary.resultsPublished()).isGreaterThanOrEqualTo(summary.probes());
        assertThat(summary.resultsAggregated()).isEqualTo(summary.resultsPublished());
        assertThat(summary.deadLetters()).isZero();
        assertThat(summary.probesByRegion()).containsOnlyKeys("ap-southeast", "eu-west", "us-east");
        assertThat(summary.pointsInStore()).isGreaterThanOrEqualTo(1);
        assertThat(summary.alertsFired()).isGreaterThanOrEqualTo(4);
        assertThat(summary.alertsResolved()).isEqualTo(summary.alertsFired());
        assertThat(summary.notificationsDelivered()).isEqualTo(2 * summary.alertsFired());
        assertThat(summary.duplicateNotifications()).isZero();
        assertThat(summary.silences()).isEqualTo(1);
    }

    @Test
    void probingEndsBeforeItsBudgetIsPassed(@TempDir Path directory) throws Exception {
        double budget = 0.035; // two thirds of it are held back for what may be under way

        Summary summary = run(directory, Optional.empty(), Optional.of(budget), stack -> {});

        assertThat(summary.endedBy()).isEqualTo(EndedBy.BUDGET);
        assertThat(summary.faults()).isEmpty();
        assertThat(summary.probes()).isPositive();
        assertThat(summary.ranForSeconds()).isLessThan((double) RUN.toSeconds());
        assertThat(summary.costUsd()).isPositive().isLessThan(budget);
    }

    /** @param cluster an existing one, or empty for a broker in this JVM */
    static Summary run(Path directory, Optional<String> cluster) throws Exception {
        return run(directory, cluster, Optional.empty(), stack -> {});
    }

    /** @param once what somebody does as soon as everything runs */
    private static Summary run(Path directory, Optional<String> cluster, Optional<Double> budget, Consumer<Stack> once)
            throws Exception {
        try (Shutdown shutdown = new Shutdown()) {
            Settings settings = new Settings(
                    directory,
                    0,
                    Optional.empty(),
                    budget,
                    Optional.of(resource("/rules-short.yaml")),
                    cluster,
                    "incident-short.yaml");
            Stack stack = new Stack(settings, shutdown);
            Run run = new Run(stack, Optional.of(RUN), new CountDownLatch(1), now -> {}, Clock.systemUTC());
            run.start();
            once.accept(stack);
            return run.perform(Instant.now());
        }
    }

    private static Path resource(String name) throws Exception {
        URI found = QuickstartIT.class.getResource(name).toURI();
        return Path.of(found);
    }
}
