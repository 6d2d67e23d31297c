package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FaultDomain;
import java.io.IOException;

/**
 * Everything that is counted of a set of attempts, and can be added up and subtracted again exactly. Whole numbers
 * throughout, so order does not matter.
 */
final class Tally {
    /** In the place of an HTTP status where no response head arrived. */
    static final int NO_STATUS = -1;

    private static final double NANODOLLARS = 1e9;
    private static final int MOST_NAMES = 64;

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
    /** By the name's number. */
    final Counts byErrorType = new Counts();
    /** By the number of the domain's name. */
    final Counts byFaultDomain = new Counts();

    final Counts byStatus = new Counts();
    /** By the number of the model's name. */
    final Counts byResponseModel = new Counts();
    /** By the fingerprint's number. */
    final Counts byFingerprint = new Counts();

    private final Regions regions = new Regions();

    /** Filled in roll-ups only. */
    Regions regions() {
        return regions;
    }

    double costUsd() {
        return costNanodollars / NANODOLLARS;
    }

    void add(Observation o, Names names) {
        attempts++;
        byStatus.add(o.has(Slot.STATUS_CODE) ? (int) o.whole(Slot.STATUS_CODE) : NO_STATUS);
        boolean succeeded = o.succeeded();
        if (!succeeded) {
            failures++;
            byErrorType.add(number(byErrorType, o, Slot.ERROR_TYPE, names));
            byFaultDomain.add(names.number(o.faultDomain().toString()));
        }
        if (o.isLast()) {
            probes++;
            if (succeeded) {
                successfulProbes++;
            }
            if (succeeded || saysSomethingAboutTheProvider(o.faultDomain())) {
                eligibleProbes++;
            }
        }
        promptTokens += o.whole(Slot.PROMPT_TOKENS);
        cachedTokens += o.whole(Slot.CACHED_TOKENS);
        completionTokens += o.whole(Slot.COMPLETION_TOKENS);
        reasoningTokens += o.whole(Slot.REASONING_TOKENS);
        if (o.has(Slot.COST_USD)) {
            costNanodollars += Math.round(o.real(Slot.COST_USD) * NANODOLLARS);
        }
        if (o.has(Slot.RESPONSE_MODEL)) {
            byResponseModel.add(number(byResponseModel, o, Slot.RESPONSE_MODEL, names));
        }
        if (o.has(Slot.SYSTEM_FINGERPRINT)) {
            byFingerprint.add(number(byFingerprint, o, Slot.SYSTEM_FINGERPRINT, names));
        }
    }

    /** {@code _OTHER} once there are 64 others, so that no input can grow this without bound. */
    private static int number(Counts counts, Observation o, Slot slot, Names names) {
        int number = names.numberOf(o, slot);
        return counts.size() < MOST_NAMES || counts.has(number) ? number : Names.OTHER;
    }

    /** @param sign −1 takes back what was added before */
    void add(Tally other, int sign) {
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
        byErrorType.add(other.byErrorType, sign);
        byFaultDomain.add(other.byFaultDomain, sign);
        byStatus.add(other.byStatus, sign);
        byResponseModel.add(other.byResponseModel, sign);
        byFingerprint.add(other.byFingerprint, sign);
        regions.add(other.regions, sign);
    }

    private static boolean saysSomethingAboutTheProvider(FaultDomain domain) {
        return domain != FaultDomain.account && domain != FaultDomain.config && domain != FaultDomain.prober;
    }

    void write(ByteWriter out) {
        out.writeUnsigned(attempts);
        out.writeUnsigned(probes);
        out.writeUnsigned(failures);
        out.writeUnsigned(eligibleProbes);
        out.writeUnsigned(successfulProbes);
        out.writeUnsigned(promptTokens);
        out.writeUnsigned(cachedTokens);
        out.writeUnsigned(completionTokens);
        out.writeUnsigned(reasoningTokens);
        out.writeUnsigned(costNanodollars);
        byErrorType.write(out);
        byFaultDomain.write(out);
        byStatus.write(out);
        byResponseModel.write(out);
        byFingerprint.write(out);
        regions.write(out);
    }

    /** @param sign −1 takes back what was added before */
    void add(ByteReader in, int sign) throws IOException {
        attempts += sign * in.readUnsigned();
        probes += sign * in.readUnsigned();
        failures += sign * in.readUnsigned();
        eligibleProbes += sign * in.readUnsigned();
        successfulProbes += sign * in.readUnsigned();
        promptTokens += sign * in.readUnsigned();
        cachedTokens += sign * in.readUnsigned();
        completionTokens += sign * in.readUnsigned();
        reasoningTokens += sign * in.readUnsigned();
        costNanodollars += sign * in.readUnsigned();
        byErrorType.add(in, sign);
        byFaultDomain.add(in, sign);
        byStatus.add(in, sign);
        byResponseModel.add(in, sign);
        byFingerprint.add(in, sign);
        regions.add(in, sign);
    }

    /** Passes over what {@link #write} wrote. */
    static void skip(ByteReader in) throws IOException {
        for (int numbers = 10; numbers > 0; numbers--) {
            in.readUnsigned();
        }
        for (int counts = 5; counts > 0; counts--) {
            Counts.skip(in);
        }
        Regions.skip(in);
    }

    /** As version 1 of a slice wrote it, up to the counts by status. */
    void addVersion1(ByteReader in, Names names) throws IOException {
        attempts = in.readLong();
        probes = in.readLong();
        failures = in.readLong();
        eligibleProbes = in.readLong();
        successfulProbes = in.readLong();
        promptTokens = in.readLong();
        cachedTokens = in.readLong();
        completionTokens = in.readLong();
        reasoningTokens = in.readLong();
        costNanodollars = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            byErrorType.add(names.number(in.readText()), in.readLong());
        }
        for (int left = in.readInt(); left > 0; left--) {
            byFaultDomain.add(names.number(in.readText()), in.readLong());
        }
        for (int left = in.readInt(); left > 0; left--) {
            String status = in.readText();
            byStatus.add(status.equals("none") ? NO_STATUS : Integer.parseInt(status), in.readLong());
        }
    }
}
