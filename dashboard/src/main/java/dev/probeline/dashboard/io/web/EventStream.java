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
    /** Takes no more frames. */
    private boolean ended;
    /** Has told the server so. */
    private boolean over;

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

    /** After what was told so far nothing more comes: the page shall come again. */
    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        gone.accept(this);
        next();
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
            if (over || writing || (waiting.isEmpty() && !ended)) {
                return;
            }
            frame = waiting.poll();
            over = frame == null;
            writing = !over;
            bytes -= over ? 0 : frame.length;
        }
        if (frame == null) {
            exchange.succeeded();
        } else {
            response.write(false, ByteBuffer.wrap(frame).asReadOnlyBuffer(), this);
        }
    }

    private void fail(Throwable failure) {
        synchronized (this) {
            if (over) {
                return;
            }
            ended = true;
            over = true;
            waiting.clear();
        }
        gone.accept(this);
        exchange.failed(failure);
    }
}
