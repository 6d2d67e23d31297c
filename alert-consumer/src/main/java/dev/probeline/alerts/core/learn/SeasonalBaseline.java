package dev.probeline.alerts.core.learn;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A level that follows over a day, the season of the day on top of it, and the usual deviation from both, all in
 * logarithms, for latencies and rates vary by factors. Every value counts only as far as it is not unusual, so that an
 * incident of an hour is not learned as the new normal. It keeps silent for its first day.
 */
public final class SeasonalBaseline implements Detector {
    /** Half of what an hour brings; below that its season is not known. */
    private static final double ENOUGH_OF_AN_HOUR = 0.5;

    /** What deviates less than about 5 % is the same value. */
    private static final double LEAST_SPREAD = 0.05;

    /** Mean absolute deviation to standard deviation, of a normal distribution. */
    private static final double TO_SIGMA = 1.2533;

    private static final double CLIP = 3;
    private static final double DAYS_OF_SEASON = 10;
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final double day;

    /** @param step time from one value to the next */
    public SeasonalBaseline(Duration step) {
        this.day = (double) Duration.ofDays(1).toMillis() / step.toMillis();
    }

    @Override
    public Memory learn(Memory memory, Instant at, double value) {
        Baseline known = memory instanceof Baseline baseline ? baseline : null;
        if (value <= 0 || (known != null && at.toEpochMilli() <= known.newestMs)) {
            return known == null ? Memory.NONE : known;
        }
        double x = Math.log(value);
        if (known == null) {
            known = Baseline.beginningWith(x);
        }
        double bound = known.seen < day ? Double.MAX_VALUE : CLIP * sigma(known);
        double off = clip(x - expected(known, at), bound);
        double weight = 1 / Math.min(known.seen + 1.0, day);
        float[] season = known.season.clone();
        short[] seasonSeen = known.seasonSeen.clone();
        int hour = hour(at.toEpochMilli());
        double fromLevel = x - known.level - season[hour];
        season[hour] += (float)
                (clip(fromLevel, bound) / Math.min(seasonSeen[hour] + 1.0, day / Baseline.HOURS * DAYS_OF_SEASON));
        seasonSeen[hour] = (short) Math.min(seasonSeen[hour] + 1, Short.MAX_VALUE);
        return new Baseline(
                at.toEpochMilli(),
                known.seen == Integer.MAX_VALUE ? known.seen : known.seen + 1,
                (float) (known.level + weight * off),
                (float) (known.spread + weight * (Math.abs(off) - known.spread)),
                season,
                seasonSeen);
    }

    @Override
    public Optional<Surprise> judge(Memory memory, Instant at, double value) {
        if (!(memory instanceof Baseline known) || known.seen < day || value <= 0 || !hourIsKnown(known, at)) {
            return Optional.empty();
        }
        double expected = expected(known, at);
        return Optional.of(new Surprise(Math.exp(expected), (Math.log(value) - expected) / sigma(known)));
    }

    private boolean hourIsKnown(Baseline known, Instant at) {
        return known.seasonSeen[hour(at.toEpochMilli())] >= ENOUGH_OF_AN_HOUR * day / Baseline.HOURS;
    }

    /** Between the middles of two hours the season is on the line between them, or every full hour would be a step. */
    private double expected(Baseline known, Instant at) {
        long fromMiddle = Math.floorMod(at.toEpochMilli() - HOUR_MS / 2, HOUR_MS);
        int before = hour(at.toEpochMilli() - HOUR_MS / 2);
        int after = hour(at.toEpochMilli() + HOUR_MS / 2);
        double share = (double) fromMiddle / HOUR_MS;
        return known.level + (1 - share) * season(known, before, after) + share * season(known, after, before);
    }

    private double season(Baseline known, int hour, int other) {
        if (known.seasonSeen[hour] >= ENOUGH_OF_AN_HOUR * day / Baseline.HOURS) {
            return known.season[hour];
        }
        return known.seasonSeen[other] >= ENOUGH_OF_AN_HOUR * day / Baseline.HOURS ? known.season[other] : 0;
    }

    private static double sigma(Baseline known) {
        return Math.max(TO_SIGMA * known.spread, LEAST_SPREAD);
    }

    private static int hour(long ms) {
        return (int) Math.floorMod(Math.floorDiv(ms, HOUR_MS), (long) Baseline.HOURS);
    }

    private static double clip(double value, double bound) {
        return Math.max(-bound, Math.min(bound, value));
    }
}
