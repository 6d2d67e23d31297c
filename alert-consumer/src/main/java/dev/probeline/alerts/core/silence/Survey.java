package dev.probeline.alerts.core.silence;

import dev.probeline.alerts.core.rule.Absence;
import dev.probeline.alerts.core.rule.Match;
import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is silent at one moment, and which silence explains which: a pipeline that lags makes all the others unknown, all
 * regions silent explains a silent region, a dead prober explains its regions' models. What is explained is unknown too:
 * it neither fires for the same cause again nor resolves because of it.
 */
final class Survey {
    private static final String ALL = SeriesKey.ALL;
    private static final SeriesKey EVERYTHING = new SeriesKey(ALL, ALL, ALL, ALL, ALL, ALL);

    private final Duration longest;
    private final Instant now;
    private final Map<SeriesKey, List<Pulse>> byModel;
    private final Map<String, List<Pulse>> byRegion;
    private final Set<SeriesKey> lagging = new LinkedHashSet<>();
    private final Set<SeriesKey> silentModels = new LinkedHashSet<>();
    private final Set<String> silentRegions = new LinkedHashSet<>();

    /** @param now wall clock */
    Survey(Collection<Pulse> pulses, Match match, Duration longest, Instant now) {
        this.longest = longest;
        this.now = now;
        List<Pulse> covered =
                pulses.stream().filter(pulse -> match.covers(pulse.series())).toList();
        this.byModel = group(covered, pulse -> model(pulse.series(), ALL));
        this.byRegion = group(covered, pulse -> pulse.series().region());
        byModel.forEach((model, all) -> {
            if (lag(all).compareTo(longest) > 0) {
                lagging.add(model);
            } else if (all.stream().allMatch(this::silent)) {
                silentModels.add(model);
            }
        });
        byRegion.forEach((region, all) -> {
            if (all.size() > 1 && all.stream().allMatch(this::silent)) {
                silentRegions.add(region);
            }
        });
    }

    List<Quiet> of(Absence.Of kind) {
        return switch (kind) {
            case PIPELINE -> byModel.isEmpty() ? List.of() : List.of(pipeline());
            case ALL_REGIONS -> allRegions();
            case PROBER -> probers();
            case REGION -> regions();
        };
    }

    private Quiet pipeline() {
        Duration worst = byModel.values().stream()
                .map(this::lag)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String why = "metrics of " + lagging.size() + " of " + byModel.size() + " models are "
                + Durations.format(Duration.ofSeconds(worst.toSeconds()))
                + " old: the aggregator, Kafka or this consumer is behind";
        return new Quiet(
                EVERYTHING,
                lagging.isEmpty() ? Reading.CLEAR : Reading.MET,
                now.minus(worst).plus(longest),
                worst,
                why);
    }

    private List<Quiet> allRegions() {
        boolean everything = byModel.size() > 1 && silentModels.size() == byModel.size();
        List<Quiet> found = new ArrayList<>();
        List<Pulse> all = byModel.values().stream().flatMap(List::stream).toList();
        if (byModel.size() > 1) {
            Reading reading = !lagging.isEmpty() ? Reading.UNKNOWN : everything ? Reading.MET : Reading.CLEAR;
            found.add(quiet(EVERYTHING, reading, all, "nothing is tried by any prober in any region"));
        }
        byModel.forEach((model, pulses) -> {
            boolean explained = everything
                    || pulses.stream()
                            .allMatch(pulse ->
                                    silentRegions.contains(pulse.series().region()));
            boolean silent = silentModels.contains(model);
            Reading reading = lagging.contains(model) || (silent && explained)
                    ? Reading.UNKNOWN
                    : silent ? Reading.MET : Reading.CLEAR;
            found.add(quiet(model, reading, pulses, "none of " + regions(pulses) + " tries it"));
        });
        return found;
    }

    private List<Quiet> probers() {
        boolean everything = silentModels.size() == byModel.size();
        List<Quiet> found = new ArrayList<>();
        byRegion.forEach((region, pulses) -> {
            boolean behind = pulses.stream().anyMatch(this::lags);
            boolean silent = silentRegions.contains(region);
            Reading reading = behind || (silent && everything) ? Reading.UNKNOWN : silent ? Reading.MET : Reading.CLEAR;
            SeriesKey place = new SeriesKey(ALL, ALL, ALL, region, ALL, ALL);
            found.add(quiet(place, reading, pulses, "none of its " + pulses.size() + " series is tried"));
        });
        return found;
    }

    private List<Quiet> regions() {
        List<Quiet> found = new ArrayList<>();
        byModel.forEach((model, pulses) -> group(pulses, pulse -> pulse.series().region())
                .forEach((region, own) -> {
                    boolean silent = own.stream().allMatch(this::silent);
                    boolean explained = silentModels.contains(model) || silentRegions.contains(region);
                    Reading reading = lagging.contains(model) || (silent && explained)
                            ? Reading.UNKNOWN
                            : silent ? Reading.MET : Reading.CLEAR;
                    List<Pulse> others =
                            pulses.stream().filter(pulse -> !silent(pulse)).toList();
                    found.add(quiet(model(model, region), reading, own, regions(others) + " still tell of it"));
                }));
        return found;
    }

    /**
     * @param found clear only where an attempt was heard of: after a start, silence has not lasted long, but that is no
     *     sign of life
     * @param pulses all of them silent, where it is met
     */
    private Quiet quiet(SeriesKey place, Reading found, List<Pulse> pulses, String why) {
        boolean tried = pulses.stream().anyMatch(Pulse::tried);
        Reading reading = found == Reading.CLEAR && !tried ? Reading.UNKNOWN : found;
        Pulse last = pulses.stream().max(Comparator.comparing(Pulse::attempt)).orElseThrow();
        Duration length = Duration.ofSeconds(Math.max(0, last.silence().toSeconds()));
        String lastly = "no attempt since " + last.attempt().truncatedTo(ChronoUnit.SECONDS) + "; ";
        return new Quiet(place, reading, last.attempt().plus(patience(last)), length, lastly + why);
    }

    private boolean silent(Pulse pulse) {
        return pulse.silence().compareTo(patience(pulse)) > 0;
    }

    /** What is probed every ten minutes is not silent after two. */
    private Duration patience(Pulse pulse) {
        Duration intervals = pulse.interval().multipliedBy(5).dividedBy(2);
        return intervals.compareTo(longest) > 0 ? intervals : longest;
    }

    private boolean lags(Pulse pulse) {
        return lagging.contains(model(pulse.series(), ALL));
    }

    private Duration lag(List<Pulse> pulses) {
        Instant newest =
                pulses.stream().map(Pulse::heard).max(Comparator.naturalOrder()).orElseThrow();
        return Duration.between(newest, now);
    }

    private static SeriesKey model(SeriesKey series, String region) {
        return new SeriesKey(series.provider(), series.model(), series.endpoint(), region, ALL, ALL);
    }

    private static String regions(List<Pulse> pulses) {
        return pulses.stream()
                .map(pulse -> pulse.series().region())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static <K> Map<K, List<Pulse>> group(Collection<Pulse> pulses, Function<Pulse, K> key) {
        return pulses.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
