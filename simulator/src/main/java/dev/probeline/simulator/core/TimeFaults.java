package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Effect.Replay;
import dev.probeline.simulator.core.Step.Mark;
import java.util.ArrayList;
import java.util.List;

/** Faults that only move steps in time. */
final class TimeFaults {

    private TimeFaults() {}

    static Effect slow(double factor, long extraNanos) {
        return (Replay) (plan, call) ->
                plan.each(step -> List.of(step.at((long) (step.atNanos() * Math.max(0, factor)) + extraNanos)));
    }

    /** What is not streamed has no head of its own, so all of it is late. */
    static Effect slowFirst(long extraNanos) {
        return (Replay) (plan, call) -> plan.delayed(plan.streamed() ? plan.first(Mark.CONTENT) : 0, extraNanos);
    }

    /** Each piece of content at least {@code gapNanos} after what came before it. */
    static Effect drip(long gapNanos) {
        return (Replay) (plan, call) -> {
            List<Step> dripped = new ArrayList<>();
            long before = 0;
            long late = 0;
            for (Step step : plan.steps()) {
                if (step.mark() == Mark.CONTENT) {
                    late += Math.max(0, before + gapNanos - (step.atNanos() + late));
                }
                before = step.atNanos() + late;
                dripped.add(step.at(before));
            }
            return plan.withSteps(dripped);
        };
    }
}
