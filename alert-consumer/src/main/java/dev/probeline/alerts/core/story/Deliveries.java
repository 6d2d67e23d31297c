package dev.probeline.alerts.core.story;

import dev.probeline.alerts.core.rule.Label;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that comes over the metrics topic in a story, in the order in which it comes. */
final class Deliveries {
    /** @param at from the beginning of the story */
    record Delivery(Duration at, String series, ProbeMetrics record) {}

    private record Window(Instant end, long sizeMs) {}

    private final Story story;
    private final Map<String, Integer> revisions = new HashMap<>();

    private Deliveries(Story story) {
        this.story = story;
    }

    static List<Delivery> of(Story story) {
        Deliveries deliveries = new Deliveries(story);
        List<Delivery> single = new ArrayList<>();
        for (Series series : story.series()) {
            for (int step = 0; step < series.length(); step++) {
                Duration due = story.arrival(series, step);
                deliveries.add(single, series, step, due, due.plus(series.late()), Map.of());
            }
        }
        for (Deed deed : story.deeds()) {
            if (deed instanceof Deed.Correction correction) {
                deliveries.correct(single, correction);
            }
        }
        single.sort(Comparator.comparing(Delivery::at));
        return deliveries.withRollUps(single);
    }

    private void correct(List<Delivery> into, Deed.Correction correction) {
        for (Series series : story.series()) {
            Duration since = correction.windowEnd().minus(series.starts());
            boolean named = Label.texts(series.key())
                    .entrySet()
                    .containsAll(correction.labels().entrySet());
            if (named && !since.isNegative()) {
                int step = (int) (since.toMillis() / story.interval().toMillis());
                add(into, series, step, correction.windowEnd(), correction.at(), correction.values());
            }
        }
    }

    private void add(
            List<Delivery> into, Series series, int step, Duration due, Duration arrival, Map<String, Values> instead) {
        String key = series.key().toString();
        Instant end = story.start().plus(due);
        int revision = revisions.merge(key + "@" + end + "/" + series.window(), 1, Integer::sum) - 1;
        series.record(step, end, revision, instead).ifPresent(record -> into.add(new Delivery(arrival, key, record)));
    }

    private List<Delivery> withRollUps(List<Delivery> single) {
        RollUps rollUps = new RollUps(story.rules());
        Map<Window, Map<String, ProbeMetrics>> members = new HashMap<>();
        Map<Window, Integer> told = new HashMap<>();
        List<Delivery> all = new ArrayList<>();
        for (int from = 0; from < single.size(); ) {
            Duration at = single.get(from).at();
            Set<Window> touched = new LinkedHashSet<>();
            for (; from < single.size() && single.get(from).at().equals(at); from++) {
                Delivery one = single.get(from);
                Window window =
                        new Window(one.record().getWindowEnd(), one.record().getWindowSizeMs());
                members.computeIfAbsent(window, each -> new LinkedHashMap<>()).put(one.series(), one.record());
                touched.add(window);
                all.add(one);
            }
            for (Window window : touched) {
                int revision = told.merge(window, 1, Integer::sum) - 1;
                rollUps.of(members.get(window).values(), revision)
                        .forEach((series, record) -> all.add(new Delivery(at, series, record)));
            }
        }
        return all;
    }
}
