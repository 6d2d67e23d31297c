package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.RegionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The newest word of each region on the same model, target and key. All regions of a model meet in one task, so this
 * needs no look elsewhere; it is forgotten with the task and known again after one window.
 */
final class Neighbourhood implements Surroundings {
    /** What was said longer before than this is not known any more. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private record Kin(SeriesKey others, String region) {}

    /** What windows of one length say of the kin: rules of another length know nothing of it. */
    private record Circle(SeriesKey others, long windowMs) {}

    private record Word(Instant asOf, long attempts, Set<String> open) {}

    private final Map<String, Kin> kinOf = new HashMap<>();
    private final Map<Circle, Map<String, Word>> words = new HashMap<>();

    /** @param open names of the rules with an alert open on the series */
    void note(String series, ProbeMetrics record, Set<String> open) {
        Kin kin = kin(series);
        words.computeIfAbsent(new Circle(kin.others(), record.getWindowSizeMs()), circle -> new TreeMap<>())
                .merge(kin.region(), new Word(record.getAsOf(), record.getAttempts(), open), Neighbourhood::newer);
    }

    void forget(Place place) {
        Kin kin = kin(place.series());
        kinOf.remove(place.series());
        Circle circle = new Circle(kin.others(), place.windowMs());
        Map<String, Word> regions = words.get(circle);
        if (regions != null) {
            regions.remove(kin.region());
            if (regions.isEmpty()) {
                words.remove(circle);
            }
        }
    }

    @Override
    public Blame blame(Rule rule, String series, ProbeMetrics record) {
        Kin kin = kin(series);
        Blame regions = kin.region().equals(SeriesKey.ALL)
                ? ofRollUp(record)
                : ofSiblings(
                        rule,
                        kin,
                        record,
                        words.getOrDefault(new Circle(kin.others(), record.getWindowSizeMs()), Map.of()));
        return kin.others().model().equals(SeriesKey.ALL) ? Blame.ofProvider(record, regions) : regions;
    }

    private static Blame ofSiblings(Rule rule, Kin kin, ProbeMetrics record, Map<String, Word> siblings) {
        List<String> failing = new ArrayList<>(List.of(kin.region()));
        List<String> healthy = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        siblings.forEach((region, word) -> {
            if (region.equals(kin.region()) || region.equals(SeriesKey.ALL)) {
                return;
            }
            boolean known =
                    word.attempts() > 0 && word.asOf().isAfter(record.getAsOf().minus(FRESH));
            (!known ? silent : word.open().contains(rule.name()) ? failing : healthy).add(region);
        });
        return Blame.of(record, failing, healthy, silent);
    }

    /** A region fails with the whole where at least half of its attempts do. */
    private static Blame ofRollUp(ProbeMetrics record) {
        List<String> failing = new ArrayList<>();
        List<String> healthy = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        record.getRegions()
                .forEach((region, summary) ->
                        list(summary, failing, healthy, silent).add(region));
        return Blame.of(record, failing, healthy, silent);
    }

    private static List<String> list(
            RegionSummary region, List<String> failing, List<String> healthy, List<String> silent) {
        if (region.getAttempts() == 0) {
            return silent;
        }
        return 2 * region.getFailures() >= region.getAttempts() ? failing : healthy;
    }

    private Kin kin(String series) {
        return kinOf.computeIfAbsent(series, text -> {
            SeriesKey key = SeriesKey.parse(text);
            SeriesKey others = new SeriesKey(
                    key.provider(), key.model(), key.endpoint(), SeriesKey.ALL, key.target(), key.apiKeyAlias());
            return new Kin(others, key.region());
        });
    }

    private static Word newer(Word known, Word said) {
        return said.asOf().isBefore(known.asOf()) ? known : said;
    }
}
