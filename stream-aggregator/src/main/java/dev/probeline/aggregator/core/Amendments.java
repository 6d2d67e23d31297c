package dev.probeline.aggregator.core;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The closed slices of a series that came to hold more, until the windows they touch are published again. */
final class Amendments {
    /** Takes a window to be published. */
    interface Publisher {
        void publish(int kind, long end, Sums sums, Extremes extremes, int revision);
    }

    private final List<WindowSpec> windows;
    private final Archive archive;
    private final Unsaved unsaved;
    /** As objects; the next correction puts them back into the archive. */
    private final TreeMap<Long, Slice> slices = new TreeMap<>();

    Amendments(List<WindowSpec> windows, Archive archive, Unsaved unsaved) {
        this.windows = windows;
        this.archive = archive;
        this.unsaved = unsaved;
    }

    /** From now on the windows that this slice touches are to be published again. */
    Slice amend(long index, long knownSince) {
        Slice slice = obtain(index, knownSince);
        slice.amended = true;
        unsaved.add(slice);
        return slice;
    }

    void restore(Slice slice) {
        slices.put(slice.index, slice);
    }

    /** Null where the archive holds the newest of it. */
    Slice get(long index) {
        return slices.get(index);
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** Whether a correction must not wait longer, because slices it needs are about to leave. */
    boolean reachBefore(long index) {
        return !slices.isEmpty() && slices.firstKey() < index;
    }

    /**
     * Publishes again every closed window that they touch.
     *
     * @param content what the windows are made of
     * @param knownSince windows from this slice on were published, be it as silence
     */
    void publish(Content content, long closed, long knownSince, ByteWriter scratch, Publisher out) {
        List<Long> late = new ArrayList<>(slices.keySet());
        for (int kind = 0; kind < windows.size(); kind++) {
            NavigableSet<Long> ends = ends(windows.get(kind), late, closed);
            if (!ends.isEmpty()) {
                publish(content.walk(kind, ends.first()), kind, ends, knownSince, out);
            }
        }
        for (Slice slice : slices.values()) {
            slice.amended = false;
            unsaved.add(slice);
            archive.put(slice, scratch);
        }
        slices.clear();
    }

    private void publish(Content.Walk walk, int kind, NavigableSet<Long> ends, long knownSince, Publisher out) {
        for (long end : ends) {
            walk.to(end);
            int revision = obtain(end, knownSince).nextRevision(kind);
            out.publish(kind, end, walk.sums(), walk.extremes(), revision);
        }
    }

    private static NavigableSet<Long> ends(WindowSpec window, List<Long> late, long closed) {
        NavigableSet<Long> ends = new TreeSet<>();
        for (long index : late) {
            long last = Math.min(index + window.size() - 1, closed);
            for (long end = window.endOn(index); end <= last; end += window.advance()) {
                ends.add(end);
            }
        }
        return ends;
    }

    /** Hands on all of them, to be saved. */
    void saveAll() {
        slices.values().forEach(unsaved::add);
    }

    private Slice obtain(long index, long knownSince) {
        Slice slice = slices.get(index);
        if (slice == null) {
            slice = archive.get(index);
            if (slice == null) {
                slice = new Slice(index, windows.size());
                for (int kind = 0; kind < windows.size(); kind++) {
                    if (index >= knownSince && windows.get(kind).endsWith(index)) {
                        slice.nextRevision(kind); // published as silence
                    }
                }
            }
            slices.put(index, slice);
        }
        return slice;
    }
}
