package dev.probeline.alerts.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every rule and whatever the records say, in whichever order and however often they come. */
class AlertInvariantsTest {

    @Property(tries = 500)
    void nothingFiresBeforeForHasElapsed(@ForAll("rules") Rule rule, @ForAll("records") List<ProbeMetrics> records) {
        for (AlertEvent event : told(rule, records).events()) {
            if (event.getState() == AlertState.firing) {
                assertThat(Duration.between(event.getPendingSince(), event.getFiringSince()))
                        .isGreaterThanOrEqualTo(rule.pendingFor());
            }
        }
    }

    @Property(tries = 1000)
    void nothingFiresUnlessEvidenceWithoutATooLongGapSpansFor(
            @ForAll("rules") Rule rule, @ForAll("records") List<ProbeMetrics> records) {
        Duration bound = max(rule.pendingFor(), rule.window().multipliedBy(2));
        Story story = new Story(rule);
        Deque<Instant> evidence = new ArrayDeque<>();
        for (ProbeMetrics record : records) {
            SeriesState before = story.state();
            int told = story.events().size();
            story.tell(record);
            if (story.state().equals(before)) {
                continue;
            }
            Instant at = story.state().at();
            switch (heard(rule, record)) {
                case MET -> evidence.addLast(at);
                case CLEAR -> evidence.clear();
                default -> {}
            }
            for (AlertEvent event : story.events().subList(told, story.events().size())) {
                if (event.getState() == AlertState.firing && event.getPreviousState() != AlertState.recovering) {
                    assertThat(Duration.between(unbroken(evidence, bound), at))
                            .isGreaterThanOrEqualTo(rule.pendingFor());
                }
            }
        }
    }

    /** What the record means after the rule's policy on silence. */
    private static Reading heard(Rule rule, ProbeMetrics record) {
        Reading reading = Heard.of(rule, record, RuleMemory.NONE).reading();
        if (reading != Reading.SILENT) {
            return reading;
        }
        return switch (rule.noData()) {
            case ALERTING -> Reading.MET;
            case OK -> Reading.CLEAR;
            case KEEP, NO_DATA -> Reading.SILENT;
        };
    }

    /** Where the newest stretch of evidence without a gap above the bound begins. */
    private static Instant unbroken(Deque<Instant> evidence, Duration bound) {
        Instant begin = evidence.getLast();
        for (Iterator<Instant> back = evidence.descendingIterator(); back.hasNext(); ) {
            Instant earlier = back.next();
            if (Duration.between(earlier, begin).compareTo(bound) > 0) {
                return begin;
            }
            begin = earlier;
        }
        return begin;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    @Property(tries = 500)
    void nothingResolvesBeforeItHasBeenClearForKeepFiringFor(
            @ForAll("rules") Rule rule, @ForAll("records") List<ProbeMetrics> records) {
        Map<String, Instant> recovering = new LinkedHashMap<>();
        for (AlertEvent event : told(rule, records).events()) {
            if (event.getState() == AlertState.recovering) {
                recovering.put(event.getAlertId(), event.getAt());
            } else if (event.getState() == AlertState.resolved
                    && event.getReason().equals(Reason.KEEP_FIRING_FOR_ELAPSED.text())) {
                assertThat(Duration.between(recovering.get(event.getAlertId()), event.getAt()))
                        .isGreaterThanOrEqualTo(rule.keepFiringFor());
            }
        }
    }

    @Property(tries = 500)
    void everyIncidentBeginsOnceAndEndsOnce(@ForAll("rules") Rule rule, @ForAll("records") List<ProbeMetrics> records) {
        Set<String> fired = new HashSet<>();
        Set<String> ended = new HashSet<>();
        for (AlertEvent event : told(rule, records).events()) {
            assertThat(ended).as("nothing is told of an incident after its end").doesNotContain(event.getAlertId());
            boolean begins = event.getState() == AlertState.firing && event.getPreviousState() != AlertState.recovering;
            if (begins) {
                assertThat(fired.add(event.getAlertId())).as("fires once").isTrue();
            }
            if (event.getState() == AlertState.resolved) {
                ended.add(event.getAlertId());
                boolean condition = event.getPreviousState() != AlertState.no_data;
                assertThat(event.getFiringSince() != null && condition)
                        .as("says whether it ever fired")
                        .isEqualTo(fired.contains(event.getAlertId()));
            }
        }
        assertThat(fired.size() - fired.stream().filter(ended::contains).count())
                .as("at most one stays open")
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 500)
    void aReplayDecidesTheSame(@ForAll("rules") Rule rule, @ForAll("records") List<ProbeMetrics> records) {
        assertThat(told(rule, records).events()).isEqualTo(told(rule, records).events());
    }

    @Property(tries = 500)
    void recordsThatComeTwiceChangeNothing(@ForAll("rules") Rule rule, @ForAll("records") List<ProbeMetrics> records) {
        Story twice = new Story(rule);
        records.forEach(record -> twice.tell(record).tell(record));

        assertThat(twice.events()).isEqualTo(told(rule, records).events());
    }

    @Property(tries = 500)
    void aRestartAfterEveryRecordTellsTheSame(
            @ForAll("rules") Rule rule, @ForAll("records") List<ProbeMetrics> records) {
        Story restarted = new Story(rule);
        records.forEach(record -> restarted.tell(record).restart());

        assertThat(restarted.events()).isEqualTo(told(rule, records).events());
        assertThat(restarted.state()).isEqualTo(told(rule, records).state());
    }

    @Property(tries = 500)
    void onlyTheNewestWindowIsHeard(@ForAll("rules") Rule rule, @ForAll("records") List<ProbeMetrics> records) {
        Story story = new Story(rule);
        for (ProbeMetrics record : records) {
            SeriesState before = story.state();
            story.tell(record);
            if (record.getWindowEnd().isBefore(before.windowEnd())) {
                assertThat(story.state()).isSameAs(before);
            }
        }
    }

    private static Story told(Rule rule, List<ProbeMetrics> records) {
        Story story = new Story(rule);
        records.forEach(story::tell);
        return story;
    }

    @Provide
    Arbitrary<Rule> rules() {
        Arbitrary<Duration> durations = Arbitraries.of(0, 10, 20, 60).map(Duration::ofSeconds);
        return Combinators.combine(durations, durations, Arbitraries.of(NoDataPolicy.class))
                .as(Rules::rule);
    }

    /** Mostly forward in time, with gaps, repeats, revisions, late windows, silence and too few samples. */
    @Provide
    Arbitrary<List<ProbeMetrics>> records() {
        Arbitrary<Integer> tick = Arbitraries.integers().between(0, 40);
        Arbitrary<Integer> revision = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> attempts = Arbitraries.of(0, 2, 10, 10, 10);
        Arbitrary<Boolean> bad = Arbitraries.of(true, false);
        Arbitrary<Integer> early = Arbitraries.of(0, 0, 3, 7, 12);
        Arbitrary<Draw> one =
                Combinators.combine(tick, revision, attempts, bad, early).as(Draw::new);
        return Arbitraries.of(true, false)
                .flatMap(ordered -> one.list()
                        .ofMaxSize(40)
                        .map(list -> (ordered
                                        ? list.stream().sorted(java.util.Comparator.comparingInt(Draw::tick))
                                        : list.stream())
                                .map(Draw::metrics)
                                .toList()));
    }

    private record Draw(int tick, int revision, int attempts, boolean bad, int early) {
        ProbeMetrics metrics() {
            Instant end = Windows.START.plusSeconds(tick * 10L);
            return Windows.of(attempts, bad ? attempts : 0, end, revision)
                    .setAsOf(end.minusSeconds(early))
                    .build();
        }
    }
}
