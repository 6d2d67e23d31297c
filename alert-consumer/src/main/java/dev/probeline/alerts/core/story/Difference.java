package dev.probeline.alerts.core.story;

import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.AlertState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a story went otherwise than expected: what it expected and did not come, or what came and was not expected.
 *
 * @param path of the expectation in the story, as in {@code told[2]} or {@code open.20s}
 * @param time of it, from the beginning of the story
 * @param expected and missing, or else
 * @param came and was not expected
 */
public record Difference(String path, Duration time, Optional<Sighting> expected, Optional<Told> came) {
    /** In the order of their times. */
    public static List<Difference> between(Story story, List<Told> told) {
        List<Difference> differences = new ArrayList<>();
        story.told().ifPresent(expected -> {
            List<Difference> found = new ArrayList<>();
            compare("told", Duration.ZERO, expected, told, found);
            found.sort(Comparator.comparing(Difference::time));
            differences.addAll(found);
        });
        story.open().forEach((at, expected) -> {
            String path = "open." + Durations.format(at);
            compare(path, at, expected, openAt(at, told), differences);
        });
        return List.copyOf(differences);
    }

    private static void compare(
            String path, Duration at, List<Sighting> expected, List<Told> came, List<Difference> into) {
        List<Told> left = new ArrayList<>(came);
        List<Sighting> byCare = new ArrayList<>(expected);
        byCare.sort(
                Comparator.comparingInt((Sighting sighting) -> sighting.with().size())
                        .reversed());
        for (Sighting sighting : byCare) {
            Optional<Told> found = left.stream().filter(sighting::fits).findFirst();
            if (found.isPresent()) {
                left.remove(found.get());
            } else {
                String place = path + "[" + expected.indexOf(sighting) + "]";
                into.add(new Difference(place, sighting.at().orElse(at), Optional.of(sighting), Optional.empty()));
            }
        }
        for (Told one : left) {
            into.add(new Difference(path, one.at(), Optional.empty(), Optional.of(one)));
        }
    }

    /** The newest word of each alert that had been published by then and has not ended. */
    private static List<Told> openAt(Duration at, List<Told> told) {
        Map<String, Told> newest = new LinkedHashMap<>();
        for (Told one : told) {
            if (one.published().compareTo(at) <= 0) {
                newest.put(one.event().getAlertId(), one);
            }
        }
        return newest.values().stream()
                .filter(one -> one.event().getState() != AlertState.resolved)
                .toList();
    }
}
