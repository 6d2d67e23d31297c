package dev.probeline.aggregator.core;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** How often each of a few names was seen. */
final class Counts {
    private static final int MOST_NAMES = 64;
    private static final String OTHER = "_OTHER";

    private final TreeMap<String, Long> byName = new TreeMap<>();

    /** Under which name to count: the given one, or {@code _OTHER} once 64 others are known, so that no input can grow this without bound. */
    String nameFor(String name) {
        return byName.size() < MOST_NAMES || byName.containsKey(name) ? name : OTHER;
    }

    void add(String name) {
        byName.merge(name, 1L, Long::sum);
    }

    void add(Counts other) {
        other.byName.forEach((name, count) -> byName.merge(name, count, Long::sum));
    }

    /** @param other counts that were added before */
    void subtract(Counts other) {
        other.byName.forEach((name, count) ->
                byName.computeIfPresent(name, (n, have) -> have == count.longValue() ? null : have - count));
    }

    Map<String, Long> toMap() {
        return new TreeMap<>(byName);
    }

    void encode(Encoder out) throws IOException {
        out.writeInt(byName.size());
        for (Map.Entry<String, Long> entry : byName.entrySet()) {
            out.writeString(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    static Counts decode(Decoder in) throws IOException {
        Counts counts = new Counts();
        for (int names = in.readInt(); names > 0; names--) {
            counts.byName.put(in.readString(), in.readLong());
        }
        return counts;
    }
}
