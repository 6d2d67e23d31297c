package dev.probeline.alerts.core.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names that were seen, each with when it was first and last; the 32 seen last are kept.
 *
 * @param began when the looking began: what was seen then was there before
 */
public record Seen(Instant began, SortedMap<String, Times> names) implements Memory {
    private static final int BOUND = 32;

    /** Nobody needs to know it more exactly, and so not every window is a change. */
    private static final Duration APART = Duration.ofMinutes(1);

    public record Times(Instant first, Instant last) {}

    public Seen {
        names = Collections.unmodifiableSortedMap(names);
    }

    public static Seen since(Instant began) {
        return new Seen(began, Collections.emptySortedMap());
    }

    /** @param keep what was not seen for so long is forgotten */
    public Seen with(Collection<String> seen, Instant at, Duration keep) {
        SortedMap<String, Times> all = new TreeMap<>(names);
        for (String name : seen) {
            Times known = all.get(name);
            if (known == null || Duration.between(known.last(), at).compareTo(APART) >= 0) {
                all.put(name, new Times(known == null ? at : known.first(), at));
            }
        }
        all.values().removeIf(times -> times.last().isBefore(at.minus(keep)));
        while (all.size() > BOUND) {
            all.remove(oldest(all));
        }
        return all.equals(names) ? this : new Seen(began, all);
    }

    private static String oldest(Map<String, Times> all) {
        return all.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, Times> entry) ->
                                entry.getValue().last())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(began.toEpochMilli());
        out.writeByte(names.size());
        for (Map.Entry<String, Times> entry : names.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().first().toEpochMilli());
            out.writeLong(entry.getValue().last().toEpochMilli());
        }
    }

    static Seen read(DataInputStream in) throws IOException {
        Instant began = Instant.ofEpochMilli(in.readLong());
        SortedMap<String, Times> names = new TreeMap<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            String name = in.readUTF();
            names.put(name, new Times(Instant.ofEpochMilli(in.readLong()), Instant.ofEpochMilli(in.readLong())));
        }
        return new Seen(began, names);
    }
}
