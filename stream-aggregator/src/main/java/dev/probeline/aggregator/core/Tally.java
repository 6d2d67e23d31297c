package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FaultDomain;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

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
    /** Probes that were due, where others told it; else the interval between probes says it. */
    long dueThousandths;

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
        dueThousandths += sign * other.dueThousandths;
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

    /** Every attempt a probe of its own, and a success. */
    private boolean isFlawless() {
        return failures == 0 && probes == attempts && eligibleProbes == attempts && successfulProbes == attempts;
    }

    /**
     * What is the same in most slices of a series; {@link #writeRest} is to follow. The attempts with a bit for
     * {@link #isFlawless}, behind which the other counts of probes and failures are left out.
     */
    void writeHead(ByteWriter out) {
        boolean flawless = isFlawless();
        out.writeUnsigned(attempts << 1 | (flawless ? 1 : 0));
        if (!flawless) {
            out.writeUnsigned(probes);
            out.writeUnsigned(failures);
            out.writeUnsigned(eligibleProbes);
            out.writeUnsigned(successfulProbes);
            byErrorType.write(out, attempts);
            byFaultDomain.write(out, attempts);
        }
        byStatus.write(out, attempts);
        byResponseModel.write(out, attempts);
        byFingerprint.write(out, attempts);
        regions.write(out);
        out.writeUnsigned(promptTokens);
        out.writeUnsigned(cachedTokens);
        out.writeUnsigned(reasoningTokens);
        out.writeUnsigned(dueThousandths);
    }

    void writeRest(ByteWriter out) {
        out.writeUnsigned(completionTokens);
        out.writeUnsigned(costNanodollars);
    }

    /** @param sign −1 takes back what was added before */
    void addHead(ByteReader in, int sign) {
        long first = in.readUnsigned();
        long more = first >>> 1;
        attempts += sign * more;
        if ((first & 1) != 0) {
            probes += sign * more;
            eligibleProbes += sign * more;
            successfulProbes += sign * more;
        } else {
            probes += sign * in.readUnsigned();
            failures += sign * in.readUnsigned();
            eligibleProbes += sign * in.readUnsigned();
            successfulProbes += sign * in.readUnsigned();
            byErrorType.add(in, more, sign);
            byFaultDomain.add(in, more, sign);
        }
        byStatus.add(in, more, sign);
        byResponseModel.add(in, more, sign);
        byFingerprint.add(in, more, sign);
        regions.add(in, sign);
        promptTokens += sign * in.readUnsigned();
        cachedTokens += sign * in.readUnsigned();
        reasoningTokens += sign * in.readUnsigned();
        dueThousandths += sign * in.readUnsigned();
    }

    /** @param sign as in {@link #addHead} */
    void addRest(ByteReader in, int sign) {
        completionTokens += sign * in.readUnsigned();
        costNanodollars += sign * in.readUnsigned();
    }

    /** Passes over what {@link #writeHead} wrote. */
    static void skipHead(ByteReader in) {
        if ((in.readUnsigned() & 1) == 0) {
            in.skipNumbers(4);
            Counts.skip(in);
            Counts.skip(in);
        }
        Counts.skip(in);
        Counts.skip(in);
        Counts.skip(in);
        Regions.skip(in);
        in.skipNumbers(4);
    }

    /** Passes over what {@link #writeRest} wrote. */
    static void skipRest(ByteReader in) {
        in.skipNumbers(2);
    }

    /** Gives the number of every name in it, some twice. */
    void forEachName(IntConsumer each) {
        byErrorType.forEachKey(each);
        byFaultDomain.forEachKey(each);
        byResponseModel.forEachKey(each);
        byFingerprint.forEachKey(each);
        regions.forEachName(each);
    }

    /** Puts the numbers of others' names in the place of its own, each kind within its bounds. */
    void renumber(IntFunction<String> name, Names names) {
        byFaultDomain.renumber(number -> names.number(name.apply(number)));
        regions.renumber(number -> names.number(name.apply(number)));
        byErrorType.renumber(number -> names.numberOfErrorType(name.apply(number)));
        byResponseModel.renumber(number -> names.numberOfInvented(name.apply(number)));
        byFingerprint.renumber(number -> names.numberOfInvented(name.apply(number)));
    }

    /** As version 2 of a slice wrote it. */
    void addVersion2(ByteReader in) {
        attempts = in.readUnsigned();
        probes = in.readUnsigned();
        failures = in.readUnsigned();
        eligibleProbes = in.readUnsigned();
        successfulProbes = in.readUnsigned();
        promptTokens = in.readUnsigned();
        cachedTokens = in.readUnsigned();
        completionTokens = in.readUnsigned();
        reasoningTokens = in.readUnsigned();
        costNanodollars = in.readUnsigned();
        for (Counts each : new Counts[] {byErrorType, byFaultDomain, byStatus, byResponseModel, byFingerprint}) {
            for (long left = in.readUnsigned(); left > 0; left--) {
                each.add(in.readInt(), in.readUnsigned());
            }
        }
        regions.add(in, 1);
    }

    /** As version 1 of a slice wrote it, up to the counts by status. */
    void addVersion1(ByteReader in, Names names) {
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
