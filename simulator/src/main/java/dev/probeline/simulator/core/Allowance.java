package dev.probeline.simulator.core;

/** A token bucket that holds a minute's worth and refills evenly. */
record Allowance(long limit, double level, long atNanos) {

    private static final double MINUTE = 60e9;

    static Allowance full(long limit, long nowNanos) {
        return new Allowance(limit, (double) limit, nowNanos);
    }

    Allowance refilled(long nowNanos) {
        double grown = Math.max(0, nowNanos - atNanos) * (limit / MINUTE);
        return new Allowance(limit, Math.min((double) limit, level + grown), Math.max(nowNanos, atNanos));
    }

    boolean holds(long amount) {
        return level >= amount;
    }

    Allowance less(long amount) {
        return new Allowance(limit, level - amount, atNanos);
    }

    long remaining() {
        return (long) level;
    }

    long nanosUntil(long amount) {
        return (long) Math.ceil(Math.max(0, Math.min(amount, limit) - level) * (MINUTE / limit));
    }

    long nanosUntilFull() {
        return nanosUntil(limit);
    }
}
