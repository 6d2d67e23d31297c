package dev.probeline.alerts.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Random schedules as a live task meets them: a clock that ticks every 100 ms, windows every ten seconds with early
 * records, finals, revisions, silence, pauses of the process and restarts.
 */
class ScheduleInvariantsTest {
    private static final String KEY = Windows.SERIES.toString();
    private static final Duration IN_FLIGHT = Duration.ofMillis(150);

    /** What happens in one ten-second step; {@code pause} in seconds, before the next. */
    record Happening(
            int attempts,
            boolean bad,
            int earlySecond,
            boolean finalToo,
            boolean revised,
            boolean restart,
            int pause) {}

    @Property(tries = 300)
    void nothingFiresEarlyOrTwiceAndNothingResolvesWithoutBeingClear(
            @ForAll("rules") Rule rule, @ForAll("schedules") List<Happening> schedule) {
        Run run = run(rule, schedule);

        Set<String> fired = new HashSet<>();
        Set<String> ended = new HashSet<>();
        Instant recovering = null;
        for (AlertEvent event : run.events) {
            String id = event.getAlertId();
            assertThat(ended).doesNotContain(id);
            if (event.getState() == AlertState.firing && event.getPreviousState() != AlertState.recovering) {
                assertThat(fired.add(id)).as("fires once").isTrue();
                assertThat(Duration.between(event.getPendingSince(), event.getAt()))
                        .isGreaterThanOrEqualTo(rule.pendingFor());
            }
            if (event.getState() == AlertState.recovering) {
                recovering = event.getAt();
            }
            if (event.getState() == AlertState.resolved) {
                ended.add(id);
                if (event.getReason().equals("keep_firing_for_elapsed")) {
                    assertThat(Duration.between(recovering, event.getAt()))
                            .isGreaterThanOrEqualTo(rule.keepFiringFor());
                }
            }
        }
    }

    @Property(tries = 300)
    void whatTheClockDecidesIsDatedAtItsDeadlineAndDecidedSoonAfter(
            @ForAll("rules") Rule rule, @ForAll("schedules") List<Happening> schedule) {
        Run run = run(rule, schedule);

        for (int i = 0; i < run.byClock.size(); i++) {
            Duration late = Duration.between(run.byClock.get(i).getAt(), run.clockSaid.get(i));
            assertThat(late).isBetween(IN_FLIGHT, Duration.ofSeconds(3));
        }
    }

    @Property(tries = 200)
    void aReplayOfTheSameScheduleGivesTheSameEventsAndIds(
            @ForAll("rules") Rule rule, @ForAll("schedules") List<Happening> schedule) {
        assertThat(run(rule, schedule).events).isEqualTo(run(rule, schedule).events);
    }

    private static final class Run {
        private final List<AlertEvent> events = new ArrayList<>();
        private final List<AlertEvent> byClock = new ArrayList<>();
        private final List<Instant> clockSaid = new ArrayList<>();
    }

    private static Run run(Rule rule, List<Happening> schedule) {
        Run run = new Run();
        HeapStates states = new HeapStates();
        RuleEngine engine = new RuleEngine(List.of(rule), states, Duration.ofHours(25));
        Instant start = Windows.START;
        for (Happening happening : schedule) {
            Instant end = start.plusSeconds(10);
            for (Instant now = start; now.isBefore(end); now = now.plusMillis(100)) {
                if (happening.attempts() > 0 && now.equals(start.plusSeconds(happening.earlySecond()))) {
                    run.events.addAll(engine.hear(KEY, record(happening, end, now, false, 0)));
                }
                if (happening.finalToo() && now.equals(start.plusSeconds(2))) {
                    run.events.addAll(engine.hear(KEY, record(happening, start, start, true, 7)));
                }
                for (AlertEvent event : engine.tick(now)) {
                    run.events.add(event);
                    run.byClock.add(event);
                    run.clockSaid.add(now);
                }
            }
            if (happening.revised()) {
                run.events.addAll(engine.hear(KEY, record(happening, start, start, true, 9)));
                run.events.addAll(engine.hear(KEY, record(happening, end, end, true, 1)));
            }
            if (happening.restart()) {
                engine = new RuleEngine(List.of(rule), states, Duration.ofHours(25));
            }
            start = end.plusSeconds(happening.pause());
        }
        return run;
    }

    private static ProbeMetrics record(Happening happening, Instant end, Instant asOf, boolean settled, int revision) {
        return Windows.of(happening.attempts(), happening.bad() ? happening.attempts() : 0, end, revision)
                .setAsOf(asOf)
                .setFinal$(settled)
                .build();
    }

    @Provide
    Arbitrary<Rule> rules() {
        Arbitrary<Duration> durations = Arbitraries.of(0, 10, 15, 25, 30, 60).map(Duration::ofSeconds);
        return Combinators.combine(durations, durations, Arbitraries.of(NoDataPolicy.class))
                .as(Rules::rule);
    }

    @Provide
    Arbitrary<List<Happening>> schedules() {
        Arbitrary<Boolean> seldom = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        return Combinators.combine(
                        Arbitraries.of(0, 2, 10, 10, 10, 10),
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(true, false),
                        seldom,
                        seldom,
                        Arbitraries.of(0, 0, 0, 0, 0, 10, 100))
                .as(Happening::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(25);
    }
}
