package dev.probeline.producer.core;

/**
 * What the body of an answer told; each value is null where it did not say.
 *
 * @param failure null when the answer is what a user would have wanted
 * @param shutdownDate announced end of the model, YYYY-MM-DD
 * @param completion kept only where it is to be judged
 * @param endNanos monotonic time at which the outcome was known
 */
public record Reading(
        Failure failure,
        Usage usage,
        String finishReason,
        Labels labels,
        String shutdownDate,
        Completion completion,
        StreamTimes times,
        long endNanos) {

    /** An attempt that got no body worth reading. */
    public static Reading failed(Failure failure, long nanos) {
        return new Reading(
                failure, Usage.UNKNOWN, null, Labels.NONE, null, Completion.notKept(), StreamTimes.NO_STREAM, nanos);
    }

    /** The same with another outcome; null for success. */
    Reading with(Failure outcome) {
        return new Reading(outcome, usage, finishReason, labels, shutdownDate, completion, times, endNanos);
    }
}
