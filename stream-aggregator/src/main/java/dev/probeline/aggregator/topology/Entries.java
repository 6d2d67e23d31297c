package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.State;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;

/**
 * A map of bytes that holds what many keys have in common once: all but the last four bytes, which in the keys of a series
 * tell only the slot.
 */
final class Entries implements State {
    private static final int TAIL = Integer.BYTES;

    private final Map<Bytes, Group> groups = new HashMap<>();
    /** Those with a key too short to be parted. */
    private final Map<Bytes, byte[]> others = new HashMap<>();

    @Override
    public void delete(byte[] key) {
        put(key, null);
    }

    /** @param value null takes the entry out */
    @Override
    public void put(byte[] key, byte[] value) {
        if (key.length <= TAIL) {
            if (value == null) {
                others.remove(Bytes.wrap(key));
            } else {
                others.put(Bytes.wrap(key), value);
            }
            return;
        }
        int tail = ByteBuffer.wrap(key).getInt(key.length - TAIL);
        Bytes head = Bytes.wrap(Arrays.copyOf(key, key.length - TAIL));
        if (value != null) {
            groups.computeIfAbsent(head, h -> new Group()).put(tail, value);
        } else {
            groups.computeIfPresent(head, (h, group) -> group.remove(tail) ? null : group);
        }
    }

    @Override
    public void forEach(byte kind, BiConsumer<byte[], byte[]> entry) {
        others.forEach((key, value) -> {
            if (key.get().length > 0 && key.get()[0] == kind) {
                entry.accept(key.get(), value);
            }
        });
        groups.forEach((head, group) -> {
            if (head.get()[0] == kind) {
                group.forEach((tail, value) -> {
                    byte[] key = Arrays.copyOf(head.get(), head.get().length + TAIL);
                    ByteBuffer.wrap(key).putInt(key.length - TAIL, tail);
                    entry.accept(key, value);
                });
            }
        });
    }

    @Override
    public void take(byte[] head, Numbered entry) {
        Group group = groups.remove(Bytes.wrap(head));
        if (group != null) {
            group.forEach(entry);
        }
    }

    /** Entries under one head, by ascending tail. */
    private static final class Group {
        private int[] tails = new int[1];
        private byte[][] values = new byte[1][];
        private int size;

        void put(int tail, byte[] value) {
            int place = Arrays.binarySearch(tails, 0, size, tail);
            if (place < 0) {
                place = -place - 1;
                makeRoom();
                System.arraycopy(tails, place, tails, place + 1, size - place);
                System.arraycopy(values, place, values, place + 1, size - place);
                tails[place] = tail;
                size++;
            }
            values[place] = value;
        }

        void forEach(Numbered entry) {
            for (int i = 0; i < size; i++) {
                entry.accept(tails[i], values[i]);
            }
        }

        /** @return whether nothing is left */
        boolean remove(int tail) {
            int place = Arrays.binarySearch(tails, 0, size, tail);
            if (place >= 0) {
                size--;
                System.arraycopy(tails, place + 1, tails, place, size - place);
                System.arraycopy(values, place + 1, values, place, size - place);
                values[size] = null;
            }
            return size == 0;
        }

        private void makeRoom() {
            if (size == tails.length) {
                int length = size + size / 4 + 1;
                tails = Arrays.copyOf(tails, length);
                values = Arrays.copyOf(values, length);
            }
        }
    }
}
