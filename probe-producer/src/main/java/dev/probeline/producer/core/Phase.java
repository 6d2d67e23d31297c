package dev.probeline.producer.core;

import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.ProbeResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of one attempt. Its phases follow one another without a gap, so they add up to the whole: the last one
 * takes what the measured ones leave, and with it the fractions of a millisecond between them.
 */
public record Phase(String name, double millis) {

    /** In their order. */
    public static List<Phase> of(ProbeResult result) {
        List<Phase> phases = new ArrayList<>();
        add(phases, "dns", result.getDnsMs());
        add(phases, "connect", result.getConnectMs());
        add(phases, "tls", result.getTlsMs());
        add(phases, "first byte", result.getTtfbMs());
        if (result.getTtfbMs() != null && result.getTtftMs() != null) {
            add(phases, "first token", result.getTtftMs() - result.getTtfbMs());
        }
        double measured = phases.stream().mapToDouble(Phase::millis).sum();
        double whole = result.getLatencyMs() == null ? measured : result.getLatencyMs();
        add(phases, last(result), Math.max(0, whole - measured));
        return phases;
    }

    private static void add(List<Phase> phases, String name, Double millis) {
        if (millis != null) {
            phases.add(new Phase(name, millis));
        }
    }

    /** What was under way when the attempt ended. */
    private static String last(ProbeResult result) {
        if (result.getTtfbMs() != null) {
            return result.getTtftMs() == null ? "body" : "tokens";
        }
        if (result.getConnection() != ConnectionUse.unknown) {
            return "waiting";
        }
        return ErrorType.DNS_ERROR.wireName().equals(result.getErrorType()) ? "resolving" : "connecting";
    }
}
