package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Against DDSketch's own reading and writing of its encoding. */
class BinsTest {
    private static final CubicallyInterpolatedMapping MAPPING = new CubicallyInterpolatedMapping(0.01);

    @Property
    void theSketchIsWhatDdSketchWouldWrite(
            @ForAll @Size(max = 300) List<@DoubleRange(max = 1e6) @Scale(7) Double> values,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE / 1000) int times)
            throws IOException {
        Bins bins = new Bins();
        DDSketch theirs = new DDSketch(MAPPING, UnboundedSizeDenseStore::new);
        for (double value : values) {
            bins.add(value, times);
            theirs.accept(value < 1e-6 ? 0 : value, times);
        }

        byte[] sketch = bins.toSketch();

        byte[] written = encode(theirs);
        assertThat(encode(decode(sketch))).isEqualTo(written);
        assertThat(sketch.length).isLessThanOrEqualTo(written.length * 5 / 4 + 8);
    }

    @Test
    void everySmallCountComesBack() throws IOException {
        for (int count = 1; count < 70_000; count += count < 2_000 ? 1 : 997) {
            Bins bins = new Bins();
            bins.add(100, count);

            assertThat(decode(bins.toSketch()).getCount()).isEqualTo(count);
        }
    }

    private static DDSketch decode(byte[] sketch) throws IOException {
        return DDSketch.decode(ByteArrayInput.wrap(sketch), UnboundedSizeDenseStore::new);
    }

    private static byte[] encode(DDSketch sketch) throws IOException {
        GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
        sketch.encode(out, false);
        return out.trimmedCopy();
    }
}
