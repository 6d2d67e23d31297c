package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.utils.Bytes;

class EntriesTest {
    /** @param value null takes the entry out */
    private record Change(Bytes key, Bytes value) {}

    @Property
    void holdsWhatAnyOtherMapWould(@ForAll("changes") List<Change> changes) {
        Entries entries = new Entries();
        Map<Bytes, Bytes> expected = new HashMap<>();
        for (Change change : changes) {
            if (change.value == null) {
                entries.put(change.key.get(), null);
                expected.remove(change.key);
            } else {
                entries.put(change.key.get(), change.value.get());
                expected.put(change.key, change.value);
            }
        }

        Map<Bytes, Bytes> held = new HashMap<>();
        for (byte kind = -1; kind <= 1; kind++) {
            entries.forEach(
                    kind,
                    (key, value) -> assertThat(held.put(Bytes.wrap(key), Bytes.wrap(value)))
                            .isNull());
        }

        assertThat(held).isEqualTo(expected);
    }

    /** Few different bytes, so that keys meet again. */
    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<byte[]> keys = Arbitraries.bytes()
                .between((byte) -1, (byte) 1)
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(6);
        Arbitrary<byte[]> values = Arbitraries.bytes()
                .between((byte) 1, (byte) 3)
                .array(byte[].class)
                .ofMaxSize(12);
        return Combinators.combine(
                        keys.map(Bytes::wrap), values.map(Bytes::wrap).injectNull(0.3))
                .as(Change::new)
                .list()
                .ofMaxSize(100);
    }
}
