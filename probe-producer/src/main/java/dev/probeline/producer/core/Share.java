package dev.probeline.producer.core;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Divides by name: the same name falls on the same place in every instance. */
public final class Share {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private Share() {}

    /** @return 0 to {@code shares} − 1, well spread also for names that differ in one character */
    public static int of(String name, int shares) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        long mixed = (hash.getValue() * GOLDEN_RATIO) >>> 16;
        return (int) (mixed % shares);
    }
}
