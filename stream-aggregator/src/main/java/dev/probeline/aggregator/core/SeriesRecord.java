package dev.probeline.aggregator.core;

import java.nio.ByteBuffer;

/**
 * What is stored of a series beside its slices.
 *
 * @param lastActive may lie behind the newest slice: only while slices are held they tell it
 * @param intervalMs between probes; 0: not known
 * @param shutdownDay announced end of the model, days since the epoch; 0: none announced
 */
record SeriesRecord(long knownSince, long lastActive, long intervalMs, long shutdownDay) {
    private static final byte VERSION = 3;
    /** It ended before the announced end. */
    private static final byte VERSION_2 = 2;
    /** It had no version in front, and begins with the highest byte of a small number. */
    private static final byte VERSION_1 = 0;

    /** Of a series whose first attempt completed in this slice. */
    static SeriesRecord of(long index, long closed) {
        return new SeriesRecord(Math.max(closed + 1, index), index, 0, Shutdown.NONE);
    }

    /** Whether it need not be stored again. */
    boolean isNearly(SeriesRecord stored, Grid grid) {
        return knownSince == stored.knownSince
                && intervalMs == stored.intervalMs
                && shutdownDay == stored.shutdownDay
                && lastActive - stored.lastActive < grid.retention() / 2;
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter();
        out.writeByte(VERSION);
        out.writeLong(knownSince);
        out.writeLong(lastActive);
        out.writeUnsigned(intervalMs);
        out.writeLong(shutdownDay);
        return out.toBytes();
    }

    static SeriesRecord decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        int version = in.readByte();
        return switch (version) {
            case VERSION -> new SeriesRecord(in.readLong(), in.readLong(), in.readUnsigned(), in.readLong());
            case VERSION_2 -> new SeriesRecord(in.readLong(), in.readLong(), in.readUnsigned(), 0);
            case VERSION_1 -> {
                ByteBuffer longs = ByteBuffer.wrap(bytes);
                yield new SeriesRecord(longs.getLong(), longs.getLong(), longs.getLong(), 0);
            }
            default ->
                throw new IllegalStateException(
                        "stored series of version " + version + " (expected: " + VERSION + "; run the newer program)");
        };
    }
}
