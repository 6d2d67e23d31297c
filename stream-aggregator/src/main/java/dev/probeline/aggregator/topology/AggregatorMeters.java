package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.RejectedException;
import dev.probeline.schemas.events.ProbeMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the aggregation says of itself. */
public final class AggregatorMeters {
    private static final double SECOND_MS = 1000;
    /** Probers with a clock ahead that are named; the others share a name, so that no input can grow this without bound. */
    private static final int MOST_PROBERS = 200;

    private static final String OTHER = "_OTHER";
    private static final String LATE = "late.records";
    private static final String TOO_LATE =
            RejectedException.Reason.TOO_LATE.name().toLowerCase(Locale.ROOT);

    private final MeterRegistry registry;
    private final Counter results;
    private final Counter amending;
    private final Counter rejected;
    private final Counter published;
    private final Counter early;
    private final AtomicInteger series = new AtomicInteger();
    private final AtomicInteger silentSources = new AtomicInteger();
    private final Set<String> skewed = ConcurrentHashMap.newKeySet();

    public AggregatorMeters(MeterRegistry registry) {
        this.registry = registry;
        results = Counter.builder("probeline.aggregator.results")
                .description("Results counted into a slice.")
                .register(registry);
        amending = late("amended");
        rejected = late(TOO_LATE);
        published = Counter.builder("probeline.aggregator.windows")
                .description("Window records published: of open windows, of closed ones, and corrections.")
                .register(registry);
        early = Counter.builder("probeline.aggregator.early")
                .description("Window records published while the window was open.")
                .register(registry);
        registry.gauge("probeline.aggregator.series", series);
        Gauge.builder("probeline.aggregator.rollup.silent.partitions", silentSources, AtomicInteger::get)
                .description("Partitions that roll-ups over several tasks are published without, as they stand still.")
                .register(registry);
    }

    private Counter late(String outcome) {
        return Counter.builder(LATE)
                .tag("outcome", outcome)
                .description("Results that came when their windows were published: amended, or too late for that.")
                .register(registry);
    }

    void counted(long more, long late) {
        results.increment((double) more);
        amending.increment((double) late);
    }

    /** A result claims to have been completed after it arrived. */
    void ahead(String prober, long ms) {
        boolean named = skewed.contains(prober) || (skewed.size() < MOST_PROBERS && skewed.add(prober));
        registry.summary("clock.skew.seconds", "prober", named ? prober : OTHER).record(ms / SECOND_MS);
    }

    void published(ProbeMetrics metrics) {
        published.increment();
        if (!metrics.getFinal$()) {
            early.increment();
        }
    }

    void silentSources(int change) {
        silentSources.addAndGet(change);
    }

    void series(int change) {
        series.addAndGet(change);
    }

    void deadLetter(String reason) {
        if (reason.equals(TOO_LATE)) {
            rejected.increment();
        }
        registry.counter("dead.letters", "stage", RejectionHandler.STAGE, "reason", reason)
                .increment();
    }
}
