package dev.probeline.simulator.core;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What was really done with one request, by the monotonic clock of this JVM.
 *
 * @param clientRequestId empty if the client sent none
 * @param receivedNanos {@code System.nanoTime()} when the request head was complete
 * @param firstByteNanos likewise, when the first byte of the response went into the socket
 * @param firstContentNanos likewise, of the first chunk with content
 * @param lastContentNanos likewise, of the latest chunk with content
 * @param lastByteNanos likewise, of the last byte, or when the connection was ended
 * @param contentChunks written so far
 */
public record Truth(
        Facts facts,
        String clientRequestId,
        Instant receivedAt,
        long receivedNanos,
        OptionalLong firstByteNanos,
        OptionalLong firstContentNanos,
        OptionalLong lastContentNanos,
        OptionalLong lastByteNanos,
        int contentChunks,
        End end) {

    /** How it ended, if it did. */
    public enum End {
        RUNNING,
        COMPLETED,
        CLOSED,
        RESET,
        CLIENT_GONE
    }

    /** Nanoseconds from the request head to one of the times of this record. */
    public OptionalLong since(OptionalLong nanos) {
        return nanos.isPresent() ? OptionalLong.of(nanos.getAsLong() - receivedNanos) : nanos;
    }
}
