package dev.probeline.simulator.io;

import dev.probeline.simulator.core.Facts;
import dev.probeline.simulator.core.Truth;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** A {@link Truth} in the making: written by the one event loop of its connection, read from anywhere. */
final class TruthEntry {

    private static final long NEVER = Long.MIN_VALUE;

    private final Facts facts;
    private final String clientRequestId;
    private final Instant receivedAt;
    private final long receivedNanos;
    private volatile long firstByte = NEVER;
    private volatile long firstContent = NEVER;
    private volatile long lastContent = NEVER;
    private volatile long lastByte = NEVER;
    private volatile int contentChunks;
    private volatile Truth.End end = Truth.End.RUNNING;

    TruthEntry(Facts facts, Arrival arrival) {
        this.facts = facts;
        this.clientRequestId = arrival.request().clientRequestId().orElse("");
        this.receivedAt = arrival.headAt();
        this.receivedNanos = arrival.headNanos();
    }

    /** For what is not of the API and not to be remembered. */
    static TruthEntry unrecorded(Arrival arrival) {
        return new TruthEntry(new Facts("", "", "", "", "", false, 200, List.of(), 0, 0), arrival);
    }

    String requestId() {
        return facts.requestId();
    }

    String clientRequestId() {
        return clientRequestId;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    void wrote(Flushed flushed, long nanos) {
        if (flushed.head()) {
            firstByte = nanos;
        }
        if (flushed.contentChunks() > 0) {
            int before = contentChunks;
            contentChunks = before + flushed.contentChunks();
            firstContent = firstContent == NEVER ? nanos : firstContent;
            lastContent = nanos;
        }
    }

    void ended(Truth.End how, long nanos) {
        if (end == Truth.End.RUNNING) {
            lastByte = nanos;
            end = how;
        }
    }

    Truth snapshot() {
        Truth.End state = end;
        return new Truth(
                facts,
                clientRequestId,
                receivedAt,
                receivedNanos,
                known(firstByte),
                known(firstContent),
                known(lastContent),
                state == Truth.End.RUNNING ? OptionalLong.empty() : known(lastByte),
                contentChunks,
                state);
    }

    private static OptionalLong known(long nanos) {
        return nanos == NEVER ? OptionalLong.empty() : OptionalLong.of(nanos);
    }
}
