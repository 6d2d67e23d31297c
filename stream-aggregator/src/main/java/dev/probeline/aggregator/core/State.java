package dev.probeline.aggregator.core;

import java.util.function.BiConsumer;

/** Where a task's state survives: a map of bytes, committed together with the task's input and output. */
public interface State {
    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /** Shows every entry, in no particular order. */
    void forEach(BiConsumer<byte[], byte[]> entry);
}
