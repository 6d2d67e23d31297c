package dev.probeline.dashboard.io.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The open pages. What is told is encoded once for all of them, and whoever does not keep up is let go. */
final class Streams {
    private final int limit;
    private final Counter dropped;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    Streams(int limit, MeterRegistry registry) {
        this.limit = limit;
        dropped = Counter.builder("probeline.dashboard.streams.dropped")
                .description("Open pages that did not keep up and were let go")
                .register(registry);
        Gauge.builder("probeline.dashboard.streams", open, AtomicInteger::get)
                .description("Open pages")
                .register(registry);
    }

    int open() {
        return open.get();
    }

    int limit() {
        return limit;
    }

    /** Whether there was room; then the stream ends the callback. */
    boolean add(Response response, Callback callback, byte[] hello) {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            return false;
        }
        EventStream stream = new EventStream(response, callback, this::gone);
        streams.add(stream);
        send(stream, hello);
        return true;
    }

    void broadcast(byte[] frame) {
        streams.forEach(stream -> send(stream, frame));
    }

    void close() {
        streams.forEach(EventStream::end);
    }

    private void send(EventStream stream, byte[] frame) {
        if (!stream.offer(frame)) {
            dropped.increment();
        }
    }

    private void gone(EventStream stream) {
        if (streams.remove(stream)) {
            open.decrementAndGet();
        }
    }
}
