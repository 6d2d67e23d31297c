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

    /** A try that a fault of our own ended before it told anything. */
    public static Attempt broken(Instant at, long nanos, Failure failure, String clientRequestId) {
        CallPhases nothing = new CallPhases(nanos, null, null, null, null, null, null, null, null);
        Reading reading = Reading.failed(failure, nanos);
        return new Attempt(at, at, null, ConnectionUse.unknown, nothing, Headers.NONE, reading, clientRequestId);
    }

    /** Null on success. */
    public Failure failure() {
        return reading.failure();
    }

    /** The same with another outcome; null for success. */
    Attempt with(Failure outcome) {
        return new Attempt(
                startedAt, completedAt, status, connection, phases, headers, reading.with(outcome), clientRequestId);
    }

    public Timings timings() {
        return Timings.of(phases, reading);
    }
}
