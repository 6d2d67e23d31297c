package dev.probeline.bench.subject;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * What the peers keep of a window: attempts, failures and the sketch of latency, with the aggregator's mapping and
 * accuracy. That is a part of what the aggregator keeps, so the comparison favours them.
 */
final class Summary {
    private static final double ACCURACY = 0.01;
    private static final int COUNTS = 2 * Long.BYTES;

    private final DDSketch latency;
    private long attempts;
    private long failures;

    Summary() {
        this(new DDSketch(new CubicallyInterpolatedMapping(ACCURACY), UnboundedSizeDenseStore::new));
    }

    private Summary(DDSketch latency) {
        this.latency = latency;
    }

    /** Counts one attempt and returns this. */
    Summary add(boolean failed, double latencyMs) {
        attempts++;
        if (failed) {
            failures++;
        } else {
            latency.accept(latencyMs);
        }
        return this;
    }

    Summary merge(Summary other) {
        attempts += other.attempts;
        failures += other.failures;
        latency.mergeWith(other.latency);
        return this;
    }

    long attempts() {
        return attempts;
    }

    long failures() {
        return failures;
    }

    double quantile(double quantile) {
        return latency.getValueAtQuantile(quantile);
    }

    byte[] encode() {
        try {
            GrowingByteArrayOutput sketch = GrowingByteArrayOutput.withDefaultInitialCapacity();
            latency.encode(sketch, false);
            return ByteBuffer.allocate(COUNTS + sketch.numWrittenBytes())
                    .putLong(attempts)
                    .putLong(failures)
                    .put(sketch.backingArray(), 0, sketch.numWrittenBytes())
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Summary decode(byte[] bytes) {
        try {
            ByteBuffer counts = ByteBuffer.wrap(bytes);
            long attempts = counts.getLong();
            long failures = counts.getLong();
            Summary summary = new Summary(DDSketch.decode(
                    ByteArrayInput.wrap(bytes, COUNTS, bytes.length - COUNTS), UnboundedSizeDenseStore::new));
            summary.attempts = attempts;
            summary.failures = failures;
            return summary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
