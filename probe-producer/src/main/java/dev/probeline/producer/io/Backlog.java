package dev.probeline.producer.io;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** How much there is between those who probe and Kafka's acknowledgement, wherever it waits. */
final class Backlog<V> {
    private final ToLongFunction<V> size;
    private final AtomicInteger results = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** @param size bytes of one, the same whenever it is asked */
    Backlog(ToLongFunction<V> size) {
        this.size = size;
    }

    /** @return whether there was nothing before */
    boolean enter(V value) {
        bytes.addAndGet(size.applyAsLong(value));
        return results.getAndIncrement() == 0;
    }

    void leave(V value) {
        bytes.addAndGet(-size.applyAsLong(value));
        results.decrementAndGet();
    }

    int results() {
        return results.get();
    }

    long bytes() {
        return bytes.get();
    }
}
