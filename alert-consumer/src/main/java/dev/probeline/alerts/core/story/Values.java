package dev.probeline.alerts.core.story;

import dev.probeline.alerts.core.rule.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one metric of a series goes, step by step, in promtool's notation: {@code 1sx5} is 1 s and five more,
 * {@code 1s+100msx3} rises by 100 ms three times, {@code _} is a step without a record. Ours besides: {@code silent} is a
 * record without an attempt, {@code none} a metric of which nothing was measured. The last value goes on.
 */
public record Values(List<Step> steps) {
    static final int MOST = 100_000;

    private static final Pattern ITEM = Pattern.compile("([^x+-]+)(?:([+-])([^x+-]+))?(?:x([0-9]{1,6}))?");

    /** What a step says of the metric. */
    public enum Kind {
        MEASURED,
        /** The record is there, the metric is null in it. */
        NONE,
        /** The record is there and tells of no attempt. */
        SILENT,
        /** There is no record. */
        ABSENT
    }

    /** @param value in the unit of the metric; 0 where nothing was measured */
    public record Step(Kind kind, double value) {}

    public Values {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException saying which item is no value of this unit */
    public static Values parse(Unit unit, String text) {
        List<Step> steps = new ArrayList<>();
        for (String item : text.strip().split("\\s+", -1)) {
            Matcher form = ITEM.matcher(item);
            if (!form.matches()) {
                throw refused(item, unit, null);
            }
            int more = form.group(4) == null ? 0 : Integer.parseInt(form.group(4));
            if (steps.size() + more >= MOST) {
                throw new IllegalArgumentException(item + " (expected: at most " + MOST + " steps)");
            }
            try {
                Step first = step(unit, form.group(1));
                double by = form.group(3) == null ? 0 : unit.threshold(form.group(3));
                for (int i = 0; i <= more; i++) {
                    double rise = form.group(2) != null && form.group(2).equals("-") ? -by * i : by * i;
                    steps.add(new Step(first.kind(), first.value() + rise));
                }
            } catch (IllegalArgumentException e) {
                throw refused(item, unit, e);
            }
        }
        return new Values(steps);
    }

    private static Step step(Unit unit, String text) {
        return switch (text) {
            case "_" -> new Step(Kind.ABSENT, 0);
            case "silent" -> new Step(Kind.SILENT, 0);
            case "none" -> new Step(Kind.NONE, 0);
            default -> new Step(Kind.MEASURED, unit.threshold(text));
        };
    }

    private static IllegalArgumentException refused(String item, Unit unit, Exception cause) {
        return new IllegalArgumentException(
                item + " (expected: " + unit.expected()
                        + ", and how it goes on, as in 1x5 or 1+1x5; or silent, none, _)",
                cause);
    }

    /** @param step from 0 */
    Step at(int step) {
        return steps.get(Math.min(step, steps.size() - 1));
    }

    int length() {
        return steps.size();
    }
}
