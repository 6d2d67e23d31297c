package dev.probeline.alerts.core.rule;

import dev.probeline.alerts.core.learn.Events;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An error budget that is used up too fast: the SRE Workbook's multi-window, multi-burn-rate alert over eligible probes.
 * A pair holds where its long window burned the factor and its short one still does, so that it ends soon after the
 * trouble.
 *
 * @param objective share of eligible probes that are to succeed, below 1
 * @param minEvents fewer in a long window are evidence neither way
 * @param minFailures a page is never about fewer failures, or one failed probe of a quiet hour would be a burnt budget
 */
public record BurnRate(String text, Duration step, double objective, List<Pair> pairs, long minEvents, long minFailures)
        implements Condition {
    /** @param shortWindow a twelfth of the long one in the Workbook */
    public record Pair(Duration longWindow, Duration shortWindow, double factor) {}

    /** 2 % of a 30-day budget in an hour, or 5 % in six. */
    public static final List<Pair> PAGE = List.of(
            new Pair(Duration.ofHours(1), Duration.ofMinutes(5), 14.4),
            new Pair(Duration.ofHours(6), Duration.ofMinutes(30), 6));

    /** 10 % of a 30-day budget in a day, or in three. */
    public static final List<Pair> TICKET = List.of(
            new Pair(Duration.ofDays(1), Duration.ofHours(2), 3), new Pair(Duration.ofDays(3), Duration.ofHours(6), 1));

    public BurnRate {
        pairs = List.copyOf(pairs);
    }

    @Override
    public OptionalDouble threshold() {
        return pairs.size() == 1 ? OptionalDouble.of(pairs.get(0).factor()) : OptionalDouble.empty();
    }

    @Override
    public Unit unit() {
        return Unit.TIMES;
    }

    /** Windows overlap, but every event is to be counted once: those that end on a whole step are side by side. */
    @Override
    public Memory learn(Memory memory, ProbeMetrics window) {
        Events known = events(memory);
        long end = window.getWindowEnd().toEpochMilli();
        if (end % step.toMillis() != 0) {
            return known;
        }
        long eligible = window.getEligibleProbes();
        return known.with(end, eligible, eligible - window.getSuccessfulProbes());
    }

    @Override
    public Finding examine(ProbeMetrics window, Memory memory) {
        Events events = events(memory);
        boolean unknown = false;
        boolean silent = true;
        double worst = 0;
        List<String> held = new ArrayList<>();
        for (Pair pair : pairs) {
            Events.Count over = events.over(pair.longWindow().toMillis());
            Events.Count lately = events.over(pair.shortWindow().toMillis());
            silent &= lately.all() == 0;
            if (lately.all() == 0 || over.all() < minEvents) {
                unknown = true;
                continue;
            }
            double burn = Math.min(burn(over), burn(lately));
            worst = Math.max(worst, burn);
            if (burn > pair.factor() && over.bad() >= minFailures) {
                held.add(Unit.TIMES.show(burn(over)) + " in " + Durations.format(pair.longWindow()) + " and "
                        + Unit.TIMES.show(burn(lately)) + " in " + Durations.format(pair.shortWindow()) + " (limit "
                        + Unit.TIMES.show(pair.factor()) + ")");
            }
        }
        Answer answer = !held.isEmpty() ? Answer.YES : unknown ? Answer.UNKNOWN : Answer.NO;
        String why = held.isEmpty() ? "" : "the error budget burns " + String.join(", ", held);
        return new Finding(silent, window.getAttempts(), true, OptionalDouble.of(worst), answer, why);
    }

    private double burn(Events.Count count) {
        return (double) count.bad() / count.all() / (1 - objective);
    }

    private Events events(Memory memory) {
        return memory instanceof Events events && events.stepMs() == step.toMillis()
                ? events
                : Events.none(step.toMillis());
    }
}
