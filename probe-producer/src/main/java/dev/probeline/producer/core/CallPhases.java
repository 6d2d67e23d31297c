package dev.probeline.producer.core;

/**
 * When one HTTP call passed its milestones, in monotonic nanoseconds; null where it did not get there or skipped it.
 *
 * @param begin first act on the network: name resolution, connecting, or writing on a pooled connection
 * @param requestStart first byte of the request about to be written
 * @param firstByte response head had
 */
public record CallPhases(
        long begin,
        Long dnsStart,
        Long dnsEnd,
        Long connectStart,
        Long connectEnd,
        Long tlsStart,
        Long tlsEnd,
        Long requestStart,
        Long firstByte) {

    /** This call paid for its connection, or tried to. */
    boolean connected() {
        return connectStart != null;
    }
}
