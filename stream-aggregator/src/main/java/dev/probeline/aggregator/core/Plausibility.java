package dev.probeline.aggregator.core;

import dev.probeline.aggregator.core.RejectedException.Reason;
import dev.probeline.schemas.SeriesKey;
import java.nio.charset.StandardCharsets;

/** Turns away results that would spoil a series: a key that is not the record's own, values that cannot be. */
final class Plausibility {
    private static final double MOST = 1e9;
    /** A million of such attempts can still be added up in billionths of a dollar. */
    private static final double MOST_USD = 1e3;

    /** 2020-01-01: nothing was probed before, and far from it time cannot be counted with. */
    private static final long EARLIEST_MS = 1_577_836_800_000L;

    private static final long MOST_TOKENS = 1_000_000_000_000L;

    private Plausibility() {}

    /**
     * @param known the series that has this key, or null
     * @throws RejectedException naming the first thing wrong
     */
    static void check(byte[] key, Series known, Observation o) {
        if (o == null) {
            throw new RejectedException(
                    Reason.NO_VALUE, "record of " + text(key) + " has no value (expected: a result)");
        }
        if (known == null || !known.isPlain || !o.isLabelled(key)) {
            checkLabels(key, o);
        }
        if (o.completedAtMs() < EARLIEST_MS) {
            throw new RejectedException(
                    Reason.IMPOSSIBLE_VALUE,
                    Slot.COMPLETED_AT.field() + ": " + o.completedAtMs() + " ms (expected: 2020-01-01 or later)");
        }
        measured(o, Slot.LATENCY_MS);
        measured(o, Slot.TTFT_MS);
        measured(o, Slot.OUTPUT_TOKENS_PER_SECOND);
        measured(o, Slot.COST_USD, MOST_USD);
        counted(o, Slot.PROMPT_TOKENS);
        counted(o, Slot.CACHED_TOKENS);
        counted(o, Slot.COMPLETION_TOKENS);
        counted(o, Slot.REASONING_TOKENS);
    }

    private static void checkLabels(byte[] key, Observation o) {
        SeriesKey own = new SeriesKey(
                o.text(Slot.PROVIDER),
                o.text(Slot.MODEL),
                o.text(Slot.ENDPOINT),
                o.text(Slot.REGION),
                o.text(Slot.TARGET),
                o.text(Slot.API_KEY_ALIAS));
        if (!own.toString().equals(text(key))) {
            throw new RejectedException(
                    Reason.WRONG_KEY, "key " + text(key) + " (expected: " + own + ", from the labels)");
        }
        if (text(key).contains(SeriesKey.ALL)) {
            throw new RejectedException(
                    Reason.WRONG_KEY, "key " + text(key) + " (expected: no label that is '*', which means all)");
        }
    }

    private static void measured(Observation o, Slot slot) {
        measured(o, slot, MOST);
    }

    private static void measured(Observation o, Slot slot, double most) {
        double value = o.real(slot);
        if (!(value >= 0 && value <= most)) {
            throw new RejectedException(
                    Reason.IMPOSSIBLE_VALUE, slot.field() + ": " + value + " (expected: 0 … " + (long) most + ")");
        }
    }

    private static void counted(Observation o, Slot slot) {
        long value = o.whole(slot);
        if (value < 0 || value > MOST_TOKENS) {
            throw new RejectedException(Reason.IMPOSSIBLE_VALUE, slot.field() + ": " + value + " (expected: 0 … 1e12)");
        }
    }

    private static String text(byte[] key) {
        return key == null ? "null" : new String(key, StandardCharsets.UTF_8);
    }
}
