package dev.probeline.aggregator.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys of a task's store: one for the task, one per source, name and series, and one per series and ring slot of slices and of
 * blocks. A slot is written over when what it holds has left the ring, which bounds the keys without a tombstone per slice.
 */
sealed interface StateKey {
    byte TASK = 0;
    byte SERIES = 1;
    byte SLICE = 2;
    byte NAME = 3;
    byte BLOCK = 4;
    byte SOURCE = 5;

    /** What the task knows about itself. */
    record Task() implements StateKey {}

    /** What is known of a series as a whole. */
    record OfSeries(String key) implements StateKey {}

    /** One slot in the ring of a series. */
    record OfSlice(String key, int slot) implements StateKey {}

    /** One slot in the ring of a series' blocks of a length. */
    record OfBlock(String key, int unit, int slot) implements StateKey {}

    /** The name behind a number. */
    record OfName(int number) implements StateKey {}

    /** How far a partition's task had closed. */
    record OfSource(int partition) implements StateKey {}

    static byte[] ofTask() {
        return new byte[] {TASK};
    }

    /** @param key of the series, UTF-8 */
    static byte[] ofSeries(byte[] key) {
        return ByteBuffer.allocate(1 + key.length).put(SERIES).put(key).array();
    }

    /** @param key of the series, UTF-8 */
    static byte[] ofSlice(byte[] key, int slot) {
        return withNumber(ofSlices(key), slot);
    }

    /** What all slices of a series have in front of their slots. */
    static byte[] ofSlices(byte[] key) {
        return ByteBuffer.allocate(1 + key.length).put(SLICE).put(key).array();
    }

    /**
     * @param key of the series, UTF-8
     * @param unit length of the blocks, slices
     */
    static byte[] ofBlock(byte[] key, int unit, int slot) {
        return withNumber(ofBlocks(key, unit), slot);
    }

    /** What all blocks of a length have in front of their slots. */
    static byte[] ofBlocks(byte[] key, int unit) {
        return ByteBuffer.allocate(1 + key.length + Integer.BYTES)
                .put(BLOCK)
                .put(key)
                .putInt(unit)
                .array();
    }

    private static byte[] withNumber(byte[] head, int number) {
        return ByteBuffer.allocate(head.length + Integer.BYTES)
                .put(head)
                .putInt(number)
                .array();
    }

    static byte[] ofName(int number) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put(NAME).putInt(number).array();
    }

    static byte[] ofSource(int partition) {
        return withNumber(new byte[] {SOURCE}, partition);
    }

    static StateKey decode(byte[] bytes) {
        return switch (bytes[0]) {
            case TASK -> new Task();
            case SERIES -> new OfSeries(text(bytes, bytes.length - 1));
            case SLICE ->
                new OfSlice(
                        text(bytes, bytes.length - 1 - Integer.BYTES),
                        ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES));
            case BLOCK ->
                new OfBlock(
                        text(bytes, bytes.length - 1 - 2 * Integer.BYTES),
                        ByteBuffer.wrap(bytes).getInt(bytes.length - 2 * Integer.BYTES),
                        ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES));
            case NAME -> new OfName(ByteBuffer.wrap(bytes).getInt(1));
            case SOURCE -> new OfSource(ByteBuffer.wrap(bytes).getInt(1));
            default -> throw new IllegalStateException("state key of unknown kind " + bytes[0]);
        };
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 1, length, StandardCharsets.UTF_8);
    }
}
