package dev.probeline.quickstart.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.alerts.core.Alerting;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the built-in rules make of labelled incidents, and of days without any. The full length is
 * {@code -Dprobeline.incidents.each=10 -Dprobeline.incidents.quiet.days=30}.
 */
class DetectionTest {
    private static final int EACH = Integer.getInteger("probeline.incidents.each", 1);
    private static final int QUIET_DAYS = Integer.getInteger("probeline.incidents.quiet.days", 1);
    private static final long SEED = Long.getLong("probeline.incidents.seed", 1);
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    @Test
    void everyIncidentThatShouldBeToldIsTold() throws Exception {
        List<Incident> incidents = Incidents.each(
                SEED, START.plus(Duration.ofHours(2)), EACH, Simulation.REGIONS, Arrays.asList(Incident.Kind.values()));
        Instant end = incidents.get(incidents.size() - 1).end().plus(Duration.ofHours(1));
        List<AlertEvent> fired = fired(incidents, Duration.between(START, end), Duration.ofSeconds(1));

        System.out.printf(
                Locale.ROOT, "%-18s %9s %8s %22s%n", "incident", "incidents", "told", "median time to firing");
        for (Incident.Kind kind : Incident.Kind.values()) {
            List<Incident> these = incidents.stream()
                    .filter(incident -> incident.kind() == kind)
                    .toList();
            List<Long> after = these.stream()
                    .flatMap(incident -> firstOf(incident, fired).stream()
                            .map(event -> Duration.between(incident.start(), event.getAt())
                                    .toSeconds()))
                    .sorted()
                    .toList();
            String median = after.isEmpty() ? "-" : after.get(after.size() / 2) + " s";
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %9d %8d %22s%n",
                    kind.name().toLowerCase(Locale.ROOT),
                    these.size(),
                    after.size(),
                    median);
            if (!kind.rules().isEmpty()) {
                assertThat(after)
                        .as(kind + " of "
                                + fired.stream().map(AlertEvent::getRule).toList())
                        .hasSameSizeAs(these);
            }
        }
        List<AlertEvent> unexplained = pages(fired)
                .filter(event -> incidents.stream().noneMatch(incident -> incident.explains(event.getAt())))
                .toList();
        System.out.println(pages(fired).count() + " pages, " + unexplained.size() + " without an incident");
        assertThat(unexplained).isEmpty();
    }

    @Test
    void quietDaysWakeNobody() throws Exception {
        List<AlertEvent> fired = fired(List.of(), Duration.ofDays(QUIET_DAYS), Duration.ofSeconds(5));

        System.out.printf(
                Locale.ROOT,
                "%d quiet days of %d series: %d pages, %d alerts of any severity%n",
                QUIET_DAYS,
                Simulation.REGIONS.size(),
                pages(fired).count(),
                fired.size());
        fired.forEach(event ->
                System.out.println("  " + event.getAt() + " " + event.getRule() + " " + event.getRegionsFailing()));
        assertThat(pages(fired)).isEmpty();
    }

    private static List<AlertEvent> fired(List<Incident> incidents, Duration length, Duration step) throws Exception {
        Alerting alerting = new Alerting(RuleBook.defaults(), AlertConfig.SERIES_EXPIRY);
        List<AlertEvent> events = new ArrayList<>();
        new Simulation(SEED, incidents, START, length, step)
                .run(
                        Simulation.windows(),
                        (series, record) -> events.addAll(alerting.hear(series, record)),
                        now -> events.addAll(alerting.tick(now)));
        return events.stream()
                .filter(event -> event.getState() == AlertState.firing)
                .toList();
    }

    private static Optional<AlertEvent> firstOf(Incident incident, List<AlertEvent> fired) {
        return fired.stream()
                .filter(event -> incident.explains(event.getAt()))
                .filter(event -> incident.kind().rules().isEmpty()
                        || incident.kind().rules().contains(event.getRule()))
                .findFirst();
    }

    private static Stream<AlertEvent> pages(List<AlertEvent> fired) {
        return fired.stream().filter(event -> event.getSeverity().compareTo(Severity.error) >= 0);
    }
}
