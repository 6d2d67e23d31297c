package dev.probeline.producer.core;

import dev.probeline.schemas.events.ConnectionUse;
import java.time.Instant;

/**
 * One call, made for real, and all it told: always exactly one per try, whatever happened.
 *
 * @param status HTTP status; null when no response head arrived
 */
public record Attempt(
        Instant startedAt,
        Instant completedAt,
        Integer status,
        ConnectionUse connection,
        CallPhases phases,
        Headers headers,
        Reading reading,
        String clientRequestId) {

    public boolean succeeded() {
        return failure() == null;
    }

    /** Null on success. */
    public Failure failure() {
        return reading.failure();
    }

    public Timings timings() {
        return Timings.of(phases, reading);
    }
}
