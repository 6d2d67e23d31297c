package dev.probeline.quickstart.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Whether a count has stood still for some time; for what is decided a moment after what it depends on was seen. */
final class Quiet implements BooleanSupplier {
    private final Duration time;
    private final LongSupplier count;
    private long last;
    private long since = System.nanoTime();

    Quiet(Duration time, LongSupplier count) {
        this.time = time;
        this.count = count;
        this.last = count.getAsLong();
    }

    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        long current = count.getAsLong();
        if (current != last) {
            last = current;
            since = now;
        }
        return now - since >= time.toNanos();
    }
}
