package dev.probeline.producer.io;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names probes so that a prober knows its own again on the topic, and those of an earlier run under its name not. */
public final class ProbeIds {
    private final String run =
            String.format("%016x-", ThreadLocalRandom.current().nextLong());
    private final AtomicLong count = new AtomicLong();

    String next() {
        return run + Long.toHexString(count.incrementAndGet());
    }

    boolean made(String probeId) {
        return probeId.startsWith(run);
    }
}
