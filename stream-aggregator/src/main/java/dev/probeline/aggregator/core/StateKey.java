package dev.probeline.aggregator.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys of a task's store: one for the task, one per series, and one per series and ring slot. A slot is written over
 * when its slice has left the ring, which bounds the keys without a tombstone per slice.
 */
sealed interface StateKey {
    byte TASK = 0;
    byte SERIES = 1;
    byte SLICE = 2;

    /** What the task knows about itself. */
    record Task() implements StateKey {}

    /** What is known of a series as a whole. */
    record OfSeries(String key) implements StateKey {}

    /** One slot in the ring of a series. */
    record OfSlice(String key, int slot) implements StateKey {}

    default byte[] encode() {
        if (this instanceof OfSlice slice) {
            byte[] text = slice.key.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(1 + text.length + Integer.BYTES)
                    .put(SLICE)
                    .put(text)
                    .putInt(slice.slot)
                    .array();
        }
        if (this instanceof OfSeries series) {
            byte[] text = series.key.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(1 + text.length).put(SERIES).put(text).array();
        }
        return new byte[] {TASK};
    }

    static StateKey decode(byte[] bytes) {
        return switch (bytes[0]) {
            case TASK -> new Task();
            case SERIES -> new OfSeries(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8));
            case SLICE ->
                new OfSlice(
                        new String(bytes, 1, bytes.length - 1 - Integer.BYTES, StandardCharsets.UTF_8),
                        ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES));
            default -> throw new IllegalStateException("state key of unknown kind " + bytes[0]);
        };
    }
}
