package dev.probeline.aggregator.core;

/** The rate limits whose headroom is watched. */
enum Limit {
    REQUESTS(Slot.RATELIMIT_REMAINING_REQUESTS, Slot.RATELIMIT_LIMIT_REQUESTS),
    TOKENS(Slot.RATELIMIT_REMAINING_TOKENS, Slot.RATELIMIT_LIMIT_TOKENS),
    PROJECT_TOKENS(Slot.RATELIMIT_REMAINING_PROJECT_TOKENS, Slot.RATELIMIT_LIMIT_PROJECT_TOKENS);

    static final Limit[] ALL = values();
    static final double MILLION = 1e6;

    /** Among those of a slice. */
    @SuppressWarnings("EnumOrdinal") // nothing that is stored depends on it
    final int place = ordinal();

    private final Slot remaining;
    private final Slot limit;

    Limit(Slot remaining, Slot limit) {
        this.remaining = remaining;
        this.limit = limit;
    }

    /** Remaining share, 0 to 1, in whole millionths; positive infinity where the attempt told nothing of it. */
    double headroom(Observation observation) {
        boolean told = observation.has(remaining) && observation.has(limit) && observation.whole(limit) > 0;
        return told
                ? inMillionths((double) observation.whole(remaining) / observation.whole(limit))
                : Double.POSITIVE_INFINITY;
    }

    /** As it is stored. */
    static double inMillionths(double share) {
        return Math.rint(share * MILLION) / MILLION;
    }
}
