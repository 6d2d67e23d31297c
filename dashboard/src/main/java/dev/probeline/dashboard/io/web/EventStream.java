package dev.probeline.dashboard.io.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * One open page: a bounded queue of frames, of which one at a time is on its way. No thread waits for it: the end of a
 * write begins the next.
 */
final class EventStream implements Callback {
    private static final int MOST_FRAMES = 64;
    private static final int MOST_BYTES = 1024 * 1024;

    private final Response response;
    private final Callback exchange;
    private final Consumer<EventStream> gone;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean writing;
    private boolean ended;

    EventStream(Response response, Callback exchange, Consumer<EventStream> gone) {
        this.response = response;
        this.exchange = exchange;
        this.gone = gone;
    }

    /** False where this frame is one too many: the stream has ended with it. One that ended before takes nothing. */
    boolean offer(byte[] frame) {
        boolean full;
        synchronized (this) {
            if (ended) {
                return true;
            }
            full = waiting.size() >= MOST_FRAMES || (bytes + frame.length > MOST_BYTES && !waiting.isEmpty());
            if (!full) {
                waiting.add(frame);
                bytes += frame.length;
            }
        }
        if (full) {
            fail(new IOException("does not keep up"));
            return false;
        }
        next();
        return true;
    }

    /** The page shall come again. */
    void end() {
        if (markEnded()) {
            exchange.succeeded();
        }
    }

    @Override
    public void succeeded() {
        synchronized (this) {
            writing = false;
        }
        next();
    }

    @Override
    public void failed(Throwable failure) {
        fail(failure);
    }

    @Override
    public Invocable.InvocationType getInvocationType() {
        return Invocable.InvocationType.NON_BLOCKING;
    }

    private void next() {
        byte[] frame;
        synchronized (this) {
            if (ended || writing || waiting.isEmpty()) {
                return;
            }
            frame = waiting.poll();
            bytes -= frame.length;
            writing = true;
        }
        response.write(false, ByteBuffer.wrap(frame).asReadOnlyBuffer(), this);
    }

    private void fail(Throwable failure) {
        if (markEnded()) {
            exchange.failed(failure);
        }
    }

    private boolean markEnded() {
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            waiting.clear();
        }
        gone.accept(this);
        return true;
    }
}
