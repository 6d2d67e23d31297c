package dev.probeline.producer.core;

import dev.probeline.schemas.events.ConnectionUse;
import java.time.Instant;

/** Attempts for tests: a stream with its first token after 300 ms and its end after 900 ms. */
final class Attempts {
    private static final long MS = 1_000_000;

    private Attempts() {}

    static Attempt of(Instant completedAt, Failure failure, Labels labels, String text) {
        Completion.Builder completion = new Completion.Builder(true);
        completion.append(text);
        StreamTimes times = StreamTimes.NOTHING_YET.withContent(300 * MS);
        Reading reading =
                new Reading(failure, Usage.UNKNOWN, "stop", labels, null, completion.build(), times, 900 * MS);
        CallPhases phases = new CallPhases(0, null, null, null, null, null, null, 0L, 200 * MS);
        Integer status = failure == null ? Integer.valueOf(200) : Integer.valueOf(401);
        return new Attempt(completedAt, completedAt, status, ConnectionUse.reused, phases, Headers.NONE, reading, "id");
    }
}
