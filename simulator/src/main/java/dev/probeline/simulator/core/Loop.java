package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Step.Mark;
import java.util.Iterator;

/** One step repeated every {@code periodNanos} for {@code times}; then the body ends. */
public record Loop(Step step, long periodNanos, long times) {

    static final long FOR_EVER = Long.MAX_VALUE;

    Iterator<Step> after(Iterator<Step> first, long startNanos) {
        return new Iterator<>() {
            private long round;
            private boolean ended;

            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public Step next() {
                if (first.hasNext()) {
                    return first.next();
                }
                round++;
                ended = round > times;
                long at = startNanos + Math.min(round, times) * periodNanos;
                return ended ? Step.act(at, Mark.END) : step.at(at);
            }
        };
    }
}
