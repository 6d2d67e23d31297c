package dev.probeline.aggregator.core;

/** What a series' newest attempt told of what is to come: the next probe, and the end of the model. */
final class Announced {
    /** Interval between probes, milliseconds; 0 where none is known. */
    private long intervalMs;
    /** Announced end of the model as told last, days since the epoch; 0: none announced. */
    private long shutdownDay;

    Announced(SeriesRecord record) {
        intervalMs = record.intervalMs();
        shutdownDay = record.shutdownDay();
    }

    /** An attempt not older than those before. */
    void hear(Observation newest) {
        long told = newest.whole(Slot.INTERVAL_MS);
        intervalMs = told > 0 ? told : intervalMs;
        shutdownDay = newest.succeeded() ? Shutdown.dayOf(newest) : shutdownDay;
    }

    long intervalMs() {
        return intervalMs;
    }

    long shutdownDay() {
        return shutdownDay;
    }

    /** Probes due in a stretch of time; 0 where no interval is known. */
    double due(long lengthMs) {
        return intervalMs > 0 ? (double) lengthMs / intervalMs : 0;
    }
}
