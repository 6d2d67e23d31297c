package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.RegionSummary;
import java.util.Map;
import java.util.TreeMap;

/** What each region contributed to a roll-up; empty in a series. */
final class Regions {
    private static final double[] P95 = {0.95};

    /** One region's part. */
    private static final class Share {
        long attempts;
        long failures;
        final Bins latency = new Bins();
    }

    /** By the number of the region's name. */
    private final TreeMap<Integer, Share> shares = new TreeMap<>();

    void add(int region, Tally tally, Bins latency) {
        Share share = share(region);
        share.attempts += tally.attempts;
        share.failures += tally.failures;
        share.latency.add(latency, 1);
    }

    /** @param sign −1 takes back what was added before */
    void add(Regions other, int sign) {
        other.shares.forEach((region, more) -> {
            Share share = share(region);
            share.attempts += sign * more.attempts;
            share.failures += sign * more.failures;
            share.latency.add(more.latency, sign);
            forgetIfEmpty(region, share);
        });
    }

    void write(ByteWriter out) {
        out.writeUnsigned(shares.size());
        shares.forEach((region, share) -> {
            out.writeUnsigned(region);
            out.writeUnsigned(share.attempts);
            out.writeUnsigned(share.failures);
            share.latency.write(out);
        });
    }

    /** @param sign −1 takes back what was added before */
    void add(ByteReader in, int sign) {
        for (long left = in.readUnsigned(); left > 0; left--) {
            int region = (int) in.readUnsigned();
            Share share = share(region);
            share.attempts += sign * in.readUnsigned();
            share.failures += sign * in.readUnsigned();
            share.latency.add(in, sign);
            forgetIfEmpty(region, share);
        }
    }

    /** Passes over what {@link #write} wrote. */
    static void skip(ByteReader in) {
        for (long left = in.readUnsigned(); left > 0; left--) {
            in.skipNumbers(3);
            Bins.skip(in);
        }
    }

    Map<String, RegionSummary> summaries(Names names) {
        if (shares.isEmpty()) {
            return Map.of();
        }
        Map<String, RegionSummary> byName = new TreeMap<>();
        shares.forEach((region, share) ->
                byName.put(names.name(region), new RegionSummary(share.attempts, share.failures, p95(share.latency))));
        return byName;
    }

    private static Double p95(Bins latency) {
        if (latency.total() == 0) {
            return null;
        }
        double[] value = new double[1];
        latency.quantiles(P95, value);
        return value[0];
    }

    private Share share(int region) {
        return shares.computeIfAbsent(region, r -> new Share());
    }

    private void forgetIfEmpty(int region, Share share) {
        if (share.attempts == 0) {
            shares.remove(region);
        }
    }
}
