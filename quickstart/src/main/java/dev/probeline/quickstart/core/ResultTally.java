package dev.probeline.quickstart.core;

import dev.probeline.schemas.events.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came through {@code probe-results}: probes by region, the first one, and how many a second just now. */
public final class ResultTally {
    private static final Duration RATE_WINDOW = Duration.ofSeconds(10);

    private final Map<String, Long> probesByRegion = new TreeMap<>();
    private final Deque<Instant> recent = new ArrayDeque<>();
    private Instant first;

    public void add(ProbeResult result) {
        if (result.getFinal$()) {
            probesByRegion.merge(result.getRegion(), 1L, Long::sum);
            recent.addLast(result.getCompletedAt());
        }
        if (first == null || result.getCompletedAt().isBefore(first)) {
            first = result.getCompletedAt();
        }
    }

    /** Probes, however many attempts each took. */
    public long probes() {
        return probesByRegion.values().stream().mapToLong(Long::longValue).sum();
    }

    public Map<String, Long> probesByRegion() {
        return new TreeMap<>(probesByRegion);
    }

    /** When the first attempt was complete. */
    public Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    /** Over the last ten seconds, or since the first probe if that is less; of one second at least. */
    public double probesPerSecond(Instant now) {
        Instant from = now.minus(RATE_WINDOW);
        recent.removeIf(completed -> completed.isBefore(from));
        if (first == null) {
            return 0;
        }
        Instant since = first.isAfter(from) ? first : from;
        return recent.size()
                * 1000.0
                / Math.max(1000, Duration.between(since, now).toMillis());
    }
}
