package dev.probeline.bench.core;

import dev.probeline.runtime.config.Expect;
import java.util.List;

/**
 * Which part of a run counts: warm code and full windows at its start, nobody out of input at its end.
 *
 * @param fromRecords counts from here on
 * @param fromSeconds and not sooner than this after the first record
 * @param untilRecords counts up to here
 * @param seconds and not longer than this
 */
public record Stretch(long fromRecords, double fromSeconds, long untilRecords, double seconds) {
    private static final double NANOS = 1e9;

    public Stretch {
        new Expect()
                .that(fromRecords >= 0, "fromRecords", fromRecords, "0 or more")
                .that(untilRecords > fromRecords, "untilRecords", untilRecords, "more than fromRecords")
                .that(seconds > 0, "seconds", seconds, "more than 0")
                .orThrow();
    }

    /** Whether nothing after these samples counts any more. */
    public boolean isOver(List<Sample> samples) {
        Sample last = samples.get(samples.size() - 1);
        int first = first(samples);
        return last.records() >= untilRecords || (first >= 0 && ends(samples.get(first), last));
    }

    /**
     * The speed over the part that counts.
     *
     * @param samples of one run, in order
     * @throws IllegalStateException if the run was too short to have such a part
     */
    public Speed speed(List<Sample> samples) {
        int first = first(samples);
        if (first < 0 || first == samples.size() - 1) {
            throw new IllegalStateException("the run was over before its warm-up was (fix: more --records)");
        }
        Sample from = samples.get(first);
        Sample to = samples.stream()
                .skip(first + 1L)
                .filter(sample -> ends(from, sample))
                .findFirst()
                .orElse(samples.get(samples.size() - 1));
        return new Speed(
                to.records() - from.records(),
                (to.nanos() - from.nanos()) / NANOS,
                (to.cpuNanos() - from.cpuNanos()) / NANOS);
    }

    private int first(List<Sample> samples) {
        long firstRecordAt = Long.MAX_VALUE;
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (sample.records() > 0 && firstRecordAt == Long.MAX_VALUE) {
                firstRecordAt = sample.nanos();
            }
            if (sample.records() > 0
                    && sample.records() >= fromRecords
                    && (sample.nanos() - firstRecordAt) / NANOS >= fromSeconds) {
                return i;
            }
        }
        return -1;
    }

    private boolean ends(Sample from, Sample sample) {
        return sample.records() >= untilRecords || (sample.nanos() - from.nanos()) / NANOS >= seconds;
    }
}
