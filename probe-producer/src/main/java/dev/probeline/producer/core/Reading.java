package dev.probeline.producer.core;

/**
 * What the body of an answer told; each value is null where it did not say.
 *
 * @param failure null when the answer is what a user would have wanted
 * @param endNanos monotonic time at which the outcome was known
 */
public record Reading(
        Failure failure,
        Usage usage,
        String finishReason,
        String responseModel,
        String systemFingerprint,
        String serviceTier,
        StreamTimes times,
        long endNanos) {

    /** An attempt that got no body worth reading. */
    public static Reading failed(Failure failure, long nanos) {
        return new Reading(failure, Usage.UNKNOWN, null, null, null, null, StreamTimes.NO_STREAM, nanos);
    }
}
