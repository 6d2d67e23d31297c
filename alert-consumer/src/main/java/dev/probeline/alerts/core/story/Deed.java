package dev.probeline.alerts.core.story;

import dev.probeline.alerts.core.rule.Label;
import dev.probeline.alerts.core.rule.Metrics;
import dev.probeline.runtime.config.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** What happens to the alert consumer, or to what it hears, in the middle of a story. */
public sealed interface Deed {
    /** When, from the beginning of the story; what arrives at that moment has arrived. */
    Duration at();

    /**
     * Killed as by SIGKILL, and begun anew from the changelogs.
     *
     * @param down until it is there again; records wait in the topic
     * @param uncommitted what was heard for so long before had not been committed: nobody saw what it told, and it is
     *     heard again
     * @param replica which of two, from 1; empty means all
     */
    record Crash(Duration at, Duration down, Duration uncommitted, OptionalInt replica) implements Deed {}

    /** Every task goes to another instance, which has its changelog and nothing else. */
    record Rebalance(Duration at) implements Deed {}

    /** The rule files are other ones from now on. */
    record Edit(Duration at, String file) implements Deed {}

    /** For so long nothing arrives; then all of it does. */
    record Stall(Duration at, Duration lasts) implements Deed {}

    /**
     * The window that ended at a moment is told anew, with the next revision.
     *
     * @param labels which series, by their labels; those that are not named may have any value
     * @param values metrics with other values than before
     */
    record Correction(Duration at, Duration windowEnd, Map<String, String> labels, Map<String, Values> values)
            implements Deed {}

    String FORMS = "TIME and one of crash, deploy, rebalance, rules FILE, stall lasts=TIME,"
            + " correct window_end=TIME METRIC=VALUE";

    /** @throws IllegalArgumentException naming the forms there are */
    static Deed parse(String text) {
        Line line = Line.parse(text);
        List<String> words = line.words();
        String verb = words.isEmpty() ? "" : words.get(0);
        if (words.size() != (verb.equals("rules") ? 2 : 1)) {
            throw new IllegalArgumentException(text + " (expected: " + FORMS + ")");
        }
        return switch (verb) {
            case "crash" -> crash(line, Set.of("down", "uncommitted", "replica"));
            case "deploy" -> crash(line, Set.of("down"));
            case "rebalance" -> {
                line.allowOnly(Set.of());
                yield new Rebalance(line.at());
            }
            case "rules" -> {
                line.allowOnly(Set.of());
                yield new Edit(line.at(), words.get(1));
            }
            case "stall" -> {
                line.allowOnly(Set.of("lasts"));
                yield new Stall(line.at(), Durations.parse(needed(line, "lasts")));
            }
            case "correct" -> correction(line);
            default -> throw new IllegalArgumentException(text + " (expected: " + FORMS + ")");
        };
    }

    private static Crash crash(Line line, Set<String> settings) {
        line.allowOnly(new TreeSet<>(settings));
        String replica = line.settings().get("replica");
        if (replica != null && !replica.matches("[12]")) {
            throw new IllegalArgumentException("replica=" + replica + " (expected: 1 or 2)");
        }
        return new Crash(
                line.at(),
                line.duration("down", Duration.ZERO),
                line.duration("uncommitted", Duration.ZERO),
                replica == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(replica)));
    }

    private static Correction correction(Line line) {
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, Values> values = new LinkedHashMap<>();
        line.settings().forEach((name, text) -> {
            if (Label.named(name).isPresent()) {
                labels.put(name, text);
            } else if (!name.equals("window_end")) {
                values.put(name, Values.parse(Metrics.named(name).unit(), text));
            }
        });
        return new Correction(line.at(), Durations.parse(needed(line, "window_end")), labels, values);
    }

    private static String needed(Line line, String setting) {
        String text = line.settings().get(setting);
        if (text == null) {
            throw new IllegalArgumentException(line.words().get(0) + " (expected: " + setting + "=TIME)");
        }
        return text;
    }
}
