package dev.probeline.aggregator.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A state that can be copied: what a commit would have left behind. */
final class MemoryState implements State {
    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public void put(byte[] key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        entries.remove(key);
    }

    @Override
    public void forEach(byte kind, BiConsumer<byte[], byte[]> entry) {
        entries.forEach((key, value) -> {
            if (key[0] == kind) {
                entry.accept(key, value);
            }
        });
    }

    @Override
    public void take(byte[] head, State.Numbered entry) {
        entries.forEach((key, value) -> {
            if (key.length == head.length + Integer.BYTES && Arrays.mismatch(head, key) == head.length) {
                entry.accept(ByteBuffer.wrap(key).getInt(head.length), value);
            }
        });
    }

    MemoryState copy() {
        MemoryState copy = new MemoryState();
        copy.entries.putAll(entries);
        return copy;
    }

    List<StateKey> keys() {
        return entries.keySet().stream().map(StateKey::decode).toList();
    }

    int size() {
        return entries.size();
    }
}
