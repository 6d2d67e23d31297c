package dev.probeline.aggregator.core;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** How often each of a few whole numbers was seen: a status, or a name's number. */
final class Counts {
    /** In the place of the size, which is written as one more than it is. */
    private static final int ONE = 0;

    private static final int MOST_NAMED = 64;

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

    void forEachKey(IntConsumer each) {
        for (int i = 0; i < size; i++) {
            each.accept(keys[i]);
        }
    }

    /** Puts other keys in the place of its own; what gets the same is added up. */
    void renumber(IntUnaryOperator number) {
        int[] oldKeys = keys;
        long[] oldCounts = counts;
        int left = size;
        keys = NO_KEYS;
        counts = NO_COUNTS;
        size = 0;
        for (int i = 0; i < left; i++) {
            add(number.applyAsInt(oldKeys[i]), oldCounts[i]);
        }
    }

    int size() {
        return size;
    }

    /**
     * By name, in alphabetical order; what has the same name is added up. Of many only the most frequent have their own, so
     * that a window's record stays small whatever providers invent.
     */
    Map<String, Long> toMap(IntFunction<String> name) {
        if (size == 0) {
            return Map.of();
        }
        if (size == 1) {
            return Map.of(name.apply(keys[0]), counts[0]);
        }
        Map<String, Long> map = new TreeMap<>();
        if (size <= MOST_NAMED) {
            for (int i = 0; i < size; i++) {
                map.merge(name.apply(keys[i]), counts[i], Long::sum);
            }
            return map;
        }
        List<Integer> byCount = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -counts[i]).thenComparing(i -> name.apply(keys[i])))
                .toList();
        for (int rank = 0; rank < size; rank++) {
            int i = byCount.get(rank);
            map.merge(name.apply(rank < MOST_NAMED ? keys[i] : Names.OTHER), counts[i], Long::sum);
        }
        return map;
    }

    /** @param attempts of the tally; most often all of them were counted under one number */
    void write(ByteWriter out, long attempts) {
        boolean one = size == 1 && counts[0] == attempts;
        out.writeUnsigned(one ? ONE : size + 1);
        for (int i = 0; i < size; i++) {
            out.writeLong(keys[i]);
            if (!one) {
                out.writeUnsigned(counts[i]);
            }
        }
    }

    /** @param attempts as in {@link #write} */
    void add(ByteReader in, long attempts, int sign) {
        long left = in.readUnsigned();
        if (left == ONE) {
            add(in.readInt(), sign * attempts);
            return;
        }
        for (; left > 1; left--) {
            add(in.readInt(), sign * in.readUnsigned());
        }
    }

    /** Passes over what {@link #write} wrote. */
    static void skip(ByteReader in) {
        long left = in.readUnsigned();
        if (left == ONE) {
            in.readLong();
            return;
        }
        for (long words = 2 * (left - 1); words > 0; words--) {
            in.readUnsigned();
        }
    }
}
