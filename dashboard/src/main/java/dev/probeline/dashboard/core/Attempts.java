package dev.probeline.dashboard.core;

import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.util.List;
import java.util.function.Function;

/** The last attempts of one series with the phases of each, milliseconds. */
final class Attempts {
    static final int SLOTS = 60;
    private static final List<Function<ProbeResult, Double>> PHASES = List.of(
            ProbeResult::getLatencyMs,
            ProbeResult::getDnsMs,
            ProbeResult::getConnectMs,
            ProbeResult::getTlsMs,
            ProbeResult::getTtfbMs,
            ProbeResult::getTtftMs,
            ProbeResult::getServerProcessingMs);
    static final int BYTES = SLOTS * (Long.BYTES + 1 + PHASES.size() * Float.BYTES);

    private final long[] completedAt = new long[SLOTS];
    private final boolean[] success = new boolean[SLOTS];
    private final float[] phases = new float[SLOTS * PHASES.size()];
    private int count;

    void add(ProbeResult result) {
        int slot = count % SLOTS;
        completedAt[slot] = result.getCompletedAt().toEpochMilli();
        success[slot] = result.getOutcome() == Outcome.success;
        for (int phase = 0; phase < PHASES.size(); phase++) {
            Double value = PHASES.get(phase).apply(result);
            phases[slot * PHASES.size() + phase] = value == null ? Float.NaN : value.floatValue();
        }
        count++;
        if (count == 2 * SLOTS) {
            count = SLOTS;
        }
    }

    /** Oldest first. */
    Phases read() {
        int length = Math.min(count, SLOTS);
        long[] times = new long[length];
        boolean[] successes = new boolean[length];
        float[][] values = new float[PHASES.size()][length];
        for (int i = 0; i < length; i++) {
            int slot = (count - length + i) % SLOTS;
            times[i] = completedAt[slot];
            successes[i] = success[slot];
            for (int phase = 0; phase < PHASES.size(); phase++) {
                values[phase][i] = phases[slot * PHASES.size() + phase];
            }
        }
        return new Phases(times, successes, values);
    }
}
