package dev.probeline.producer.core;

import dev.probeline.producer.config.Restraint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a probe that is due is made, how seldom its target is probed just now, and why. */
public sealed interface Pace {
    /** Remaining share of a budget under which intervals are stretched: from 80 % on. */
    double BUDGET_HEADROOM = 0.2;

    double ROUNDING = 1e-9;

    /** How many times its interval the target waits; 0 when it is not probed at all. */
    int stretch();

    /** What is scarce; empty at the usual interval. */
    Optional<Headroom> because();

    /**
     * The probe is made.
     *
     * @param stretch only every so many-th probe of the schedule is
     */
    record Go(int stretch, Optional<Headroom> because) implements Pace {}

    /** The probe is not made. */
    record Skip(String reason, int stretch, Optional<Headroom> because) implements Pace {}

    /** The probe is not made, nor any other until the day turns. */
    record Exhausted(Headroom budget) implements Pace {
        public Failure failure() {
            return Failure.of(
                    ErrorType.BUDGET_EXHAUSTED,
                    "the budget " + budget.of() + " is used up; the next probe is made when the day turns (UTC)");
        }

        @Override
        public int stretch() {
            return 0;
        }

        @Override
        public Optional<Headroom> because() {
            return Optional.of(budget);
        }
    }

    /**
     * @param index of the probe in its schedule: stretching leaves out probes and moves none, so that every instance
     *     leaves out the same
     */
    public static Pace of(long index, Instant now, KeyLimits limits, List<Headroom> budgets, Restraint restraint) {
        Optional<Headroom> budget = Headroom.least(budgets);
        if (budget.isPresent() && budget.get().share() <= 0) {
            return new Exhausted(budget.get());
        }
        Optional<Headroom> limit = Headroom.least(limits.headroom(now));
        int most = restraint.longestStretch();
        int byBudget = budget.map(left -> stretch(left, BUDGET_HEADROOM, most)).orElse(1);
        int byLimit =
                limit.map(left -> stretch(left, restraint.headroom(), most)).orElse(1);
        int stretch = Math.max(byBudget, byLimit);
        Optional<Headroom> because = stretch == 1 ? Optional.empty() : byBudget >= byLimit ? budget : limit;
        if (limits.pausedUntil().isAfter(now)) {
            return new Skip(limits.pausedBy(), stretch, because);
        }
        if (index % stretch != 0) {
            return new Skip("stretched_" + because.orElseThrow().of(), stretch, because);
        }
        return new Go(stretch, because);
    }

    /**
     * Twice the interval at the threshold, and exponentially more as the share falls below it: {@code most} when
     * nothing remains, always a power of two.
     */
    static int stretch(Headroom left, double threshold, int most) {
        if (most == 1 || left.share() > threshold || threshold == 0) {
            return 1;
        }
        int doublings = Integer.numberOfTrailingZeros(most);
        double wanted = doublings * (1 - left.share() / threshold);
        return 1 << Math.max(1, (int) Math.ceil(wanted - ROUNDING));
    }
}
