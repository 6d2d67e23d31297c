package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.learn.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one rule remembers of one series, whether or not an alert is open.
 *
 * @param fired when incidents of the last hour began to fire, oldest first
 * @param learned what the condition made of past windows
 */
public record RuleMemory(List<Instant> fired, Memory learned) {
    static final RuleMemory NONE = new RuleMemory(List.of(), Memory.NONE);

    /** This many incidents within {@link #FLAPPING_WITHIN} are one that flaps. */
    static final int FLAPPING_AFTER = 4;

    static final Duration FLAPPING_WITHIN = Duration.ofHours(1);

    public RuleMemory {
        fired = List.copyOf(fired);
    }

    boolean isNothing() {
        return fired.isEmpty() && learned == Memory.NONE;
    }

    boolean flapping() {
        return fired.size() >= FLAPPING_AFTER;
    }

    RuleMemory learning(Memory memory) {
        return memory == learned ? this : new RuleMemory(fired, memory);
    }

    /** Without what is too long ago to count at an event time. */
    RuleMemory at(Instant now) {
        if (fired.isEmpty() || !fired.get(0).isBefore(now.minus(FLAPPING_WITHIN))) {
            return this;
        }
        return new RuleMemory(
                fired.stream()
                        .filter(at -> !at.isBefore(now.minus(FLAPPING_WITHIN)))
                        .toList(),
                learned);
    }

    RuleMemory firedAt(Instant at) {
        List<Instant> all = new ArrayList<>(fired);
        all.add(at);
        return new RuleMemory(all.subList(Math.max(0, all.size() - FLAPPING_AFTER), all.size()), learned);
    }
}
