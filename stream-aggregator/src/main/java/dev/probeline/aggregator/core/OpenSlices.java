package dev.probeline.aggregator.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The slices of a series that have not closed yet: few, so that looking through them is quicker than a map. */
final class OpenSlices {
    private final List<Slice> slices = new ArrayList<>(2);
    private final int windowKinds;

    OpenSlices(int windowKinds) {
        this.windowKinds = windowKinds;
    }

    /** Null where there is none. */
    Slice get(long index) {
        for (int i = slices.size() - 1; i >= 0; i--) {
            Slice slice = slices.get(i);
            if (slice.index == index) {
                return slice;
            }
        }
        return null;
    }

    /** The oldest one's index; the end of time where there is none. */
    long first() {
        return slices.stream().mapToLong(slice -> slice.index).min().orElse(Long.MAX_VALUE);
    }

    /** Begins one where there is none. */
    Slice obtain(long index) {
        Slice known = get(index);
        if (known != null) {
            return known;
        }
        Slice begun = new Slice(index, windowKinds);
        slices.add(begun);
        return begun;
    }

    /** Null where there is none. */
    Slice remove(long index) {
        Slice slice = get(index);
        slices.remove(slice);
        return slice;
    }

    void add(Slice slice) {
        slices.add(slice);
    }

    void forEach(Consumer<Slice> each) {
        slices.forEach(each);
    }
}
