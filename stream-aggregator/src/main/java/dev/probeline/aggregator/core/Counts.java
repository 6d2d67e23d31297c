package dev.probeline.aggregator.core;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** How often each of a few whole numbers was seen: a status, or a name's number. */
final class Counts {
    private static final int[] NO_KEYS = {};
    private static final long[] NO_COUNTS = {};

    private int[] keys = NO_KEYS;
    private long[] counts = NO_COUNTS;
    private int size;

    void add(int key) {
        add(key, 1);
    }

    void add(Counts other, int sign) {
        for (int i = 0; i < other.size; i++) {
            add(other.keys[i], sign * other.counts[i]);
        }
    }

    /** @param count below 0 takes back what was added before; what comes to 0 is forgotten */
    void add(int key, long count) {
        int i = 0;
        while (i < size && keys[i] != key) {
            i++;
        }
        if (i == size) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size + 2);
                counts = Arrays.copyOf(counts, size + 2);
            }
            keys[i] = key;
            counts[i] = 0;
            size++;
        }
        counts[i] += count;
        if (counts[i] == 0) {
            size--;
            keys[i] = keys[size];
            counts[i] = counts[size];
        }
    }

    boolean has(int key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return size;
    }

    /** By name, in alphabetical order; what has the same name is added up. */
    Map<String, Long> toMap(IntFunction<String> name) {
        if (size == 0) {
            return Map.of();
        }
        if (size == 1) {
            return Map.of(name.apply(keys[0]), counts[0]);
        }
        Map<String, Long> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            map.merge(name.apply(keys[i]), counts[i], Long::sum);
        }
        return map;
    }

    void write(ByteWriter out) {
        out.writeUnsigned(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(keys[i]);
            out.writeUnsigned(counts[i]);
        }
    }

    void add(ByteReader in, int sign) throws IOException {
        for (long left = in.readUnsigned(); left > 0; left--) {
            add(in.readInt(), sign * in.readUnsigned());
        }
    }

    /** Passes over what {@link #write} wrote. */
    static void skip(ByteReader in) throws IOException {
        for (long words = 2 * in.readUnsigned(); words > 0; words--) {
            in.readUnsigned();
        }
    }
}
