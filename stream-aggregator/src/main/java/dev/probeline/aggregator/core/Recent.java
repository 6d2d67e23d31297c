package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FailureExample;
import java.util.ArrayList;
import java.util.List;

/**
 * What of the newest slices merges but cannot be subtracted, for any window that ends with the newest of them. Costs the
 * same however long the window is.
 */
final class Recent {
    private record Failure(long slice, FailureExample example) {
        boolean isOlderThan(Failure other) {
            return slice < other.slice
                    || (slice == other.slice && example.getCompletedAt().isBefore(other.example.getCompletedAt()));
        }
    }

    private final Peak[] least = {new Peak(1), new Peak(1), new Peak(1)};
    private final Peak[] greatest = {new Peak(-1), new Peak(-1), new Peak(-1)};
    private final Peak[] headroom = {new Peak(1), new Peak(1), new Peak(1)};
    private final Peak interval = new Peak(1);
    /** Newest first. */
    private final List<Failure> failures = new ArrayList<>(0);

    /** @param slice the newest, or an older one that is not forgotten and turned out to hold more */
    void take(long slice, Extremes extremes) {
        for (int i = 0; i < least.length; i++) {
            Range range = extremes.ranges[i];
            if (!range.isEmpty()) {
                least[i].add(slice, range.min);
                greatest[i].add(slice, range.max);
            }
            if (extremes.headroom[i] != Extremes.NO_HEADROOM) {
                headroom[i].add(slice, extremes.headroom[i]);
            }
        }
        if (extremes.intervalMs > 0) {
            interval.add(slice, (double) extremes.intervalMs);
        }
        for (FailureExample example : extremes.examples()) {
            note(new Failure(slice, example));
        }
    }

    private void note(Failure failure) {
        int place = failures.size();
        while (place > 0 && failures.get(place - 1).isOlderThan(failure)) {
            place--;
        }
        if (place < Extremes.EXAMPLES) {
            failures.add(place, failure);
            if (failures.size() > Extremes.EXAMPLES) {
                failures.remove(Extremes.EXAMPLES);
            }
        }
    }

    void forgetBefore(long slice) {
        for (int i = 0; i < least.length; i++) {
            least[i].forgetBefore(slice);
            greatest[i].forgetBefore(slice);
            headroom[i].forgetBefore(slice);
        }
        interval.forgetBefore(slice);
        failures.removeIf(failure -> failure.slice < slice);
    }

    Extremes since(long slice) {
        Extremes window = new Extremes();
        for (int i = 0; i < least.length; i++) {
            window.ranges[i].min = least[i].since(slice);
            window.ranges[i].max = greatest[i].since(slice);
            window.headroom[i] = headroom[i].since(slice);
        }
        double shortest = interval.since(slice);
        window.intervalMs = shortest == Double.POSITIVE_INFINITY ? 0 : (long) shortest;
        for (Failure failure : failures) {
            if (failure.slice >= slice) {
                window.note(failure.example);
            }
        }
        return window;
    }
}
