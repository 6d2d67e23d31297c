package dev.probeline.alerts.core.learn;

import java.time.Instant;
import java.util.Optional;

/** Learns what is usual for one value of one series. Pure: what it knows is the memory. */
public interface Detector {
    /** @param memory of this detector; anything else is forgotten */
    Memory learn(Memory memory, Instant at, double value);

    /** Empty until it knows enough to say. */
    Optional<Surprise> judge(Memory memory, Instant at, double value);
}
