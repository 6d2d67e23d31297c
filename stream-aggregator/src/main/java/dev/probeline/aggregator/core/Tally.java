package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/**
 * Everything about a set of attempts that can be added up and subtracted again exactly: what a window's running sum is
 * made of. Whole numbers throughout, so order does not matter.
 */
final class Tally {
    private static final double NANODOLLARS = 1e9;

    long attempts;
    long probes;
    long failures;
    long eligibleProbes;
    long successfulProbes;
    long promptTokens;
    long cachedTokens;
    long completionTokens;
    long reasoningTokens;
    private long costNanodollars;
    final Counts byErrorType;
    final Counts byFaultDomain;
    final Counts byStatus;
    final Values latency;
    final Values ttft;
    final Values speed;

    Tally() {
        this(new Counts(), new Counts(), new Counts(), new Values(), new Values(), new Values());
    }

    private Tally(Counts types, Counts domains, Counts status, Values latency, Values ttft, Values speed) {
        this.byErrorType = types;
        this.byFaultDomain = domains;
        this.byStatus = status;
        this.latency = latency;
        this.ttft = ttft;
        this.speed = speed;
    }

    double costUsd() {
        return costNanodollars / NANODOLLARS;
    }

    /** @param errorType under which name to count a failure; not used for a success */
    void add(ProbeResult result, String errorType) {
        boolean failed = result.getOutcome() != Outcome.success;
        attempts++;
        byStatus.add(status(result));
        if (failed) {
            failures++;
            byErrorType.add(errorType);
            byFaultDomain.add(result.getFaultDomain().toString());
        } else {
            measure(latency, result.getLatencyMs());
            measure(ttft, result.getTtftMs());
            measure(speed, result.getOutputTokensPerSecond());
        }
        if (result.getFinal$()) {
            probes++;
            if (!failed) {
                eligibleProbes++;
                successfulProbes++;
            } else if (saysSomethingAboutTheProvider(result.getFaultDomain())) {
                eligibleProbes++;
            }
        }
        promptTokens += orZero(result.getPromptTokens());
        cachedTokens += orZero(result.getCachedTokens());
        completionTokens += orZero(result.getCompletionTokens());
        reasoningTokens += orZero(result.getReasoningTokens());
        if (result.getCostUsd() != null) {
            costNanodollars += Math.round(result.getCostUsd() * NANODOLLARS);
        }
    }

    void add(Tally other) {
        combine(other, 1);
        byErrorType.add(other.byErrorType);
        byFaultDomain.add(other.byFaultDomain);
        byStatus.add(other.byStatus);
        latency.add(other.latency);
        ttft.add(other.ttft);
        speed.add(other.speed);
    }

    /** @param other a tally that was added before */
    void subtract(Tally other) {
        combine(other, -1);
        byErrorType.subtract(other.byErrorType);
        byFaultDomain.subtract(other.byFaultDomain);
        byStatus.subtract(other.byStatus);
        latency.subtract(other.latency);
        ttft.subtract(other.ttft);
        speed.subtract(other.speed);
    }

    private void combine(Tally other, int sign) {
        attempts += sign * other.attempts;
        probes += sign * other.probes;
        failures += sign * other.failures;
        eligibleProbes += sign * other.eligibleProbes;
        successfulProbes += sign * other.successfulProbes;
        promptTokens += sign * other.promptTokens;
        cachedTokens += sign * other.cachedTokens;
        completionTokens += sign * other.completionTokens;
        reasoningTokens += sign * other.reasoningTokens;
        costNanodollars += sign * other.costNanodollars;
    }

    private static boolean saysSomethingAboutTheProvider(FaultDomain domain) {
        return domain != FaultDomain.account && domain != FaultDomain.config && domain != FaultDomain.prober;
    }

    private static String status(ProbeResult result) {
        return result.getStatusCode() == null ? "none" : String.valueOf(result.getStatusCode());
    }

    private static void measure(Values values, Double value) {
        if (value != null) {
            values.add(value);
        }
    }

    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }

    void encode(Encoder out) throws IOException {
        for (long count : new long[] {
            attempts, probes, failures, eligibleProbes, successfulProbes,
            promptTokens, cachedTokens, completionTokens, reasoningTokens, costNanodollars
        }) {
            out.writeLong(count);
        }
        byErrorType.encode(out);
        byFaultDomain.encode(out);
        byStatus.encode(out);
        latency.encode(out);
        ttft.encode(out);
        speed.encode(out);
    }

    static Tally decode(Decoder in) throws IOException {
        long[] counts = new long[10];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
        }
        Tally tally = new Tally(
                Counts.decode(in),
                Counts.decode(in),
                Counts.decode(in),
                Values.decode(in),
                Values.decode(in),
                Values.decode(in));
        tally.attempts = counts[0];
        tally.probes = counts[1];
        tally.failures = counts[2];
        tally.eligibleProbes = counts[3];
        tally.successfulProbes = counts[4];
        tally.promptTokens = counts[5];
        tally.cachedTokens = counts[6];
        tally.completionTokens = counts[7];
        tally.reasoningTokens = counts[8];
        tally.costNanodollars = counts[9];
        return tally;
    }
}
