package dev.probeline.aggregator.core;

import java.util.function.BiConsumer;

/** Where a task's state survives: a map of bytes, committed together with the task's input and output. */
public interface State {
    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /** Shows every entry whose key begins with this byte, in no particular order. */
    void forEach(byte kind, BiConsumer<byte[], byte[]> entry);

    /**
     * Shows every entry whose key is this head and a number of four bytes behind it, in no particular order; who has shown
     * them may forget them.
     */
    void take(byte[] head, Numbered entry);

    /** Takes an entry by the number behind its head. */
    @FunctionalInterface
    interface Numbered {
        void accept(int number, byte[] value);
    }
}
