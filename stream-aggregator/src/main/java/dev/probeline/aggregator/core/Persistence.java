package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Keeps a task in its {@link Ledger}: what has changed at each commit, all of it for somebody else, and all of it back. */
final class Persistence {
    private static final long NONE = Long.MIN_VALUE;

    private final Ledger ledger;
    private final Names names;
    private final Population population;
    /** Null where results are counted. */
    private final Sources sources;
    /** Roll-ups that the state holds and the configuration no longer names. */
    private final List<Series> obsolete = new ArrayList<>();

    private final ByteWriter scratch = new ByteWriter();
    private long savedClosed = NONE;

    Persistence(Ledger ledger, Names names, Population population, Sources sources) {
        this.ledger = ledger;
        this.names = names;
        this.population = population;
        this.sources = sources;
    }

    /**
     * Fills names, population and sources. Nothing is written: that would be in nobody's transaction.
     *
     * @return the slice that had closed last; empty where nothing is stored
     */
    OptionalLong restore(Predicate<SeriesKey> wanted) {
        Ledger.Restored restored = ledger.restore(names);
        if (sources != null) {
            ledger.restore(sources);
        }
        if (restored == null) {
            return OptionalLong.empty();
        }
        savedClosed = restored.task().closed();
        obsolete.addAll(population.restore(restored.series(), wanted, savedClosed));
        return OptionalLong.of(savedClosed);
    }

    /** Writes what has changed since the last time. */
    void save(long closed) {
        ledger.closedThrough(closed);
        if (ledger.isLaidOutOtherwise()) {
            List<Series> held = new ArrayList<>(population.series());
            held.addAll(population.rollUps());
            ledger.rewrite(closed, held, obsolete, scratch);
        } else {
            obsolete.forEach(ledger::forget);
        }
        obsolete.clear();
        population.series().forEach(series -> series.save(ledger, scratch));
        population.rollUps().forEach(series -> series.save(ledger, scratch));
        ledger.putUnstored(names);
        if (sources != null) {
            sources.forEachUnsaved(ledger::put);
        }
        if (closed != savedClosed) {
            savedClosed = closed;
            ledger.putClosed(closed);
        }
    }

    /** Writes everything into another state. */
    void copyTo(State other, long closed) {
        Ledger copy = ledger.into(other);
        copy.closedThrough(closed);
        population.series().forEach(series -> series.saveAll(copy, scratch));
        population.rollUps().forEach(series -> series.saveAll(copy, scratch));
        copy.putAll(names);
        if (sources != null) {
            sources.forEach(copy::put);
        }
        if (closed != NONE) {
            copy.putClosed(closed);
        }
    }

    /** What has expired. */
    void forget(Series series) {
        ledger.forget(series);
    }
}
