package dev.probeline.alerts.core.silence;

import dev.probeline.alerts.core.rule.Absence;
import dev.probeline.alerts.core.rule.Answer;
import dev.probeline.alerts.core.rule.Finding;
import dev.probeline.alerts.core.rule.Match;
import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.state.Place;
import dev.probeline.alerts.core.state.SeriesState;
import dev.probeline.alerts.core.state.Spoken;
import dev.probeline.alerts.core.state.States;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Notices what does not come. It is the one part of the rules that the wall clock drives, for silence has no event time:
 * signs of life and ticks go in, alert events come out. It needs all series in one place, for whose silence it is shows
 * only beside the others.
 */
public final class SilenceWatch {
    /** Long enough to hear, after a start, what was said meanwhile. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private static final Duration LATE_TICK = Duration.ofSeconds(10);

    /** The aggregator still speaks of a series that is gone for a few windows, and these must find it known. */
    private static final Duration LAST_WORDS = Duration.ofHours(1);

    /** Whoever lags behind the others for so long waits for nothing: an aggregator that lost its state forgot it. */
    private static final Duration LOST = Duration.ofDays(7);

    /** Rules that look the same way share one look around. */
    private record View(Match match, Duration longest) {}

    private final Map<String, Pulse> pulses = new TreeMap<>();
    private final States states;
    private final Duration seriesExpiry;
    private List<Rule> rules;
    private Instant lastTick = Instant.MIN;
    private Instant settled = Instant.MAX;

    /** @param seriesExpiry after how long without an attempt the aggregator forgets a series, and nobody misses it */
    public SilenceWatch(List<Rule> rules, States states, Duration seriesExpiry) {
        this.states = states;
        this.seriesExpiry = seriesExpiry;
        this.rules = absences(rules);
    }

    private static List<Rule> absences(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.when() instanceof Absence).toList();
    }

    /** @return null where the series was not heard of */
    public Pulse newest(String series) {
        return pulses.get(series);
    }

    public void hear(Pulse pulse) {
        pulses.merge(pulse.series().toString(), pulse, Pulse::with);
    }

    /** Series that nobody misses and of which nothing more comes are forgotten; a pipeline that stands still ages none. */
    public List<String> forgetGone() {
        Instant newest = pulses.values().stream()
                .map(Pulse::heard)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        List<String> gone = pulses.entrySet().stream()
                .filter(entry -> {
                    Pulse pulse = entry.getValue();
                    Duration behind = Duration.between(pulse.heard(), newest);
                    return behind.compareTo(pulse.isGone(seriesExpiry) ? LAST_WORDS : LOST) > 0;
                })
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(pulses::remove);
        return gone;
    }

    /** From now on these rules hold; alerts of those that are gone resolve. */
    public List<AlertEvent> use(List<Rule> rules) {
        this.rules = absences(rules);
        Set<String> names = new HashSet<>();
        this.rules.forEach(rule -> names.add(rule.name()));
        List<AlertEvent> events = new ArrayList<>();
        kept().forEach((place, state) -> events.addAll(Spoken.withoutRemoved(states, place, names)));
        return events;
    }

    /** Once a second or so. */
    public List<AlertEvent> tick(Instant wallClock) {
        if (lastTick.isBefore(wallClock.minus(LATE_TICK))) {
            settled = wallClock.plus(SETTLING);
        }
        lastTick = wallClock;
        if (wallClock.isBefore(settled)) {
            return List.of();
        }
        List<AlertEvent> events = new ArrayList<>();
        Map<Place, SeriesState> open = kept();
        Map<View, Survey> surveys = new HashMap<>();
        List<Pulse> missed = pulses.values().stream()
                .filter(pulse -> !pulse.isGone(seriesExpiry))
                .toList();
        for (Rule rule : rules) {
            Absence absence = (Absence) rule.when();
            Map<Place, Quiet> found = new LinkedHashMap<>();
            Survey survey = surveys.computeIfAbsent(
                    new View(rule.match(), absence.longest()),
                    view -> new Survey(missed, view.match(), view.longest(), wallClock));
            survey.of(absence.of()).forEach(quiet -> found.put(place(quiet.place()), quiet));
            found.forEach((place, quiet) -> {
                SeriesState state = open.getOrDefault(place, SeriesState.NEW);
                if (quiet.reading() == Reading.MET || state.open().containsKey(rule.name())) {
                    events.addAll(move(rule, place, quiet, wallClock));
                }
            });
            open.forEach((place, state) -> {
                if (state.open().containsKey(rule.name()) && !found.containsKey(place)) {
                    events.addAll(Spoken.gone(states, place, rule.name(), wallClock));
                }
            });
        }
        return events;
    }

    private List<AlertEvent> move(Rule rule, Place place, Quiet quiet, Instant wallClock) {
        Spoken spoken = new Spoken(states, place, rule);
        Finding finding = new Finding(
                false,
                0,
                true,
                OptionalDouble.of((double) quiet.length().toMillis()),
                quiet.reading() == Reading.MET ? Answer.YES : Answer.NO,
                quiet.why());
        List<AlertEvent> events = new ArrayList<>();
        if (quiet.reading() == Reading.MET && spoken.isInactive()) {
            Instant since = quiet.since().isBefore(wallClock) ? quiet.since() : wallClock;
            events.addAll(spoken.hear(finding, quiet.reading(), since));
        }
        events.addAll(spoken.hear(finding, quiet.reading(), wallClock));
        return events;
    }

    private Map<Place, SeriesState> kept() {
        Map<Place, SeriesState> kept = new LinkedHashMap<>();
        states.forEach(kept::put);
        return kept;
    }

    private static Place place(SeriesKey key) {
        return new Place(key.toString(), 0);
    }
}
