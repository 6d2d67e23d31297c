package dev.probeline.producer.core;

/**
 * When the chunks of a stream came, in monotonic nanoseconds; null where none came.
 *
 * @param contentChunks chunks with content; null for what is no stream
 */
public record StreamTimes(
        Long firstReasoning, Long firstContent, Long lastContent, Long largestGap, Integer contentChunks) {

    public static final StreamTimes NO_STREAM = new StreamTimes(null, null, null, null, null);
    public static final StreamTimes NOTHING_YET = new StreamTimes(null, null, null, null, 0);

    public StreamTimes withReasoning(long nanos) {
        return firstReasoning != null
                ? this
                : new StreamTimes(nanos, firstContent, lastContent, largestGap, contentChunks);
    }

    public StreamTimes withContent(long nanos) {
        if (firstContent == null) {
            return new StreamTimes(firstReasoning, nanos, nanos, null, 1);
        }
        long gap = nanos - lastContent;
        Long largest = largestGap == null ? gap : Math.max(largestGap, gap);
        return new StreamTimes(firstReasoning, firstContent, nanos, largest, contentChunks + 1);
    }
}
