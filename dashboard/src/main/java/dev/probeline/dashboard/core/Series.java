package dev.probeline.dashboard.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that is held of one series: an hour at 10 s, a day at 1 min, the newest window of each size, the last attempts. */
final class Series {
    static final int FINE_MS = 10_000;
    static final int COARSE_MS = 60_000;
    static final int FINE_SLOTS = 360;
    static final int COARSE_SLOTS = 1440;
    static final int SPARK = 60;

    /** What the arrays take; labels, newest windows and their examples come on top, a few kB. */
    static final int BYTES = (FINE_SLOTS + COARSE_SLOTS) * Ring.BYTES_PER_SLOT + Attempts.BYTES;

    private static final int SIZES = 6;

    final SeriesKey key;
    final String name;
    private final long chartedMs;
    private final ErrorNames errors = new ErrorNames();
    private final Ring fine = new Ring(FINE_MS, FINE_SLOTS);
    private final Ring coarse = new Ring(COARSE_MS, COARSE_SLOTS);
    private final Map<Long, Window> latest = new TreeMap<>();
    private Attempts attempts;
    private boolean silent;

    /** @param chartedMs the size of the windows that charts are made of */
    Series(SeriesKey key, long chartedMs) {
        this.key = key;
        this.name = key.toString();
        this.chartedMs = chartedMs;
    }

    /** Whether the newest of its windows is another one now; what fills the charts is no news. */
    boolean take(Window window) {
        if (window.sizeMs() == chartedMs) {
            fine.put(window, errors);
            coarse.put(window, errors);
        }
        Window known = latest.get(window.sizeMs());
        if (known == null ? latest.size() >= SIZES : !window.isNewerThan(known)) {
            return false;
        }
        latest.put(window.sizeMs(), window);
        return true;
    }

    /** True once each time that nothing has come for too long. */
    boolean fellSilent(long now) {
        boolean was = silent;
        silent = charted().filter(window -> window.isOverdue(now)).isPresent();
        return silent && !was;
    }

    void take(ProbeResult result) {
        if (attempts == null) {
            attempts = new Attempts();
        }
        attempts.add(result);
    }

    /** Shortest first. */
    List<Window> windows() {
        return List.copyOf(latest.values());
    }

    Optional<Window> charted() {
        return Optional.ofNullable(latest.get(chartedMs));
    }

    /** When it was last heard of, milliseconds since the epoch; 0 for never. */
    long newestEnd() {
        return latest.values().stream().mapToLong(Window::end).max().orElse(0);
    }

    /** Of the shortest window that has values enough, else of the longest that has any. */
    Optional<Window> telling() {
        return latest.values().stream()
                .filter(Window::p95Sufficient)
                .findFirst()
                .or(() -> latest.values().stream()
                        .filter(window -> !Float.isNaN(window.value(Column.LATENCY_P95)))
                        .max(Comparator.comparingLong(Window::sizeMs)));
    }

    History history(boolean atFinePace, long from, long to) {
        return History.of(atFinePace ? fine : coarse, errors, from, to, Arrays.asList(Column.values()));
    }

    /** The last hour for a small line, up to this time. */
    History spark(long now) {
        long last = now / COARSE_MS * COARSE_MS;
        List<Column> columns = new ArrayList<>(List.of(Column.LATENCY_P95, Column.ATTEMPTS, Column.FAILURES));
        return History.of(coarse, errors, last - (SPARK - 1L) * COARSE_MS, last, columns);
    }

    Phases phases() {
        return (attempts == null ? new Attempts() : attempts).read();
    }

    Condition condition() {
        return charted().map(Condition::of).orElse(Condition.NONE);
    }

    /** Since when its windows have been in their present condition; −1 where that is longer than is known. */
    long since(Condition condition) {
        int end = fine.newest();
        int oldest = Math.max(1, end - FINE_SLOTS + 1);
        while (end >= oldest && Condition.of(fine, end) == condition) {
            end--;
        }
        if (end >= oldest && fine.has(end)) {
            return (long) end * FINE_MS;
        }
        int minute = (int) ((long) end * FINE_MS / COARSE_MS);
        int first = Math.max(1, coarse.newest() - COARSE_SLOTS + 1);
        while (minute >= first && Condition.of(coarse, minute) == condition) {
            minute--;
        }
        return minute >= first && coarse.has(minute) ? (long) minute * COARSE_MS : -1;
    }
}
