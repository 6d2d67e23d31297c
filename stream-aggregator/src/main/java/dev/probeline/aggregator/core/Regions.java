package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.RegionSummary;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/** What each region contributed to a roll-up; empty in a series. */
final class Regions {
    private static final double[] P95 = {0.95};

    /** One region's part. */
    private static final class Part {
        long attempts;
        long failures;
        final Bins latency = new Bins();
    }

    /** By the number of the region's name. */
    private final TreeMap<Integer, Part> parts = new TreeMap<>();

    void add(int region, Tally tally, Bins latency) {
        Part part = part(region);
        part.attempts += tally.attempts;
        part.failures += tally.failures;
        part.latency.add(latency, 1);
    }

    /** @param sign −1 takes back what was added before */
    void add(Regions other, int sign) {
        other.parts.forEach((region, more) -> {
            Part part = part(region);
            part.attempts += sign * more.attempts;
            part.failures += sign * more.failures;
            part.latency.add(more.latency, sign);
            forgetIfEmpty(region, part);
        });
    }

    void forEachName(IntConsumer each) {
        parts.keySet().forEach(each::accept);
    }

    /** Puts other numbers in the place of its regions' own; what gets the same is added up. */
    void renumber(IntUnaryOperator number) {
        Map<Integer, Part> old = new TreeMap<>(parts);
        parts.clear();
        old.forEach((region, more) -> {
            Part part = part(number.applyAsInt(region));
            part.attempts += more.attempts;
            part.failures += more.failures;
            part.latency.add(more.latency, 1);
        });
    }

    void write(ByteWriter out) {
        out.writeUnsigned(parts.size());
        parts.forEach((region, part) -> {
            out.writeUnsigned(region);
            out.writeUnsigned(part.attempts);
            out.writeUnsigned(part.failures);
            part.latency.write(out);
        });
    }

    /** @param sign −1 takes back what was added before */
    void add(ByteReader in, int sign) {
        for (long left = in.readUnsigned(); left > 0; left--) {
            int region = (int) in.readUnsigned();
            Part part = part(region);
            part.attempts += sign * in.readUnsigned();
            part.failures += sign * in.readUnsigned();
            part.latency.add(in, sign);
            forgetIfEmpty(region, part);
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
        if (parts.isEmpty()) {
            return Map.of();
        }
        Map<String, RegionSummary> byName = new TreeMap<>();
        parts.forEach((region, part) ->
                byName.put(names.name(region), new RegionSummary(part.attempts, part.failures, p95(part.latency))));
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

    private Part part(int region) {
        return parts.computeIfAbsent(region, r -> new Part());
    }

    private void forgetIfEmpty(int region, Part part) {
        if (part.attempts == 0) {
            parts.remove(region);
        }
    }
}
