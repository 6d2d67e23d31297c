package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HistoryTest {
    private static final int LENGTH = 37;

    @Property(tries = 200)
    void itHoldsWhatAMapWouldUpToItsLength(@ForAll long seed) {
        Random random = new Random(seed);
        History history = new History(LENGTH);
        ByteWriter scratch = new ByteWriter();
        Map<Long, byte[]> map = new HashMap<>();
        byte[] like = new byte[70];
        long newest = random.nextInt(1_000) - 500L;
        for (int step = 0; step < 300; step++) {
            if (random.nextInt(10) == 0) {
                newest += random.nextInt(random.nextInt(20) == 0 ? 200 : 5);
                history.advanceTo(newest, scratch);
            }
            long slice = newest - random.nextInt(LENGTH);
            byte[] bytes = new byte[random.nextInt(3) == 0 ? random.nextInt(20_000) + 1 : random.nextInt(200) + 1];
            random.nextBytes(bytes);
            if (random.nextBoolean()) { // alike, as slices of a quiet series are
                bytes = Arrays.copyOf(like, like.length);
                bytes[random.nextInt(bytes.length)]++;
            }
            history.put(newest, map.computeIfAbsent(newest, n -> new byte[] {1}), scratch);
            history.put(slice, bytes, scratch);
            map.put(slice, bytes);
        }

        for (long slice = newest - 2 * LENGTH; slice <= newest + 5; slice++) {
            assertThat(history.get(slice)).isEqualTo(slice > newest - LENGTH ? map.get(slice) : null);
        }
    }
}
