package dev.probeline.dashboard.io.web;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.eclipse.jetty.io.Content;

/** A request's body, read without holding a thread. It keeps at most {@value #LARGEST} bytes, however many come. */
final class Body implements Runnable {
    private static final int LARGEST = 16 * 1024;
    /** What is a little too large is read to its end, so that whoever sent it hears so. */
    private static final int MOST_READ = 4 * LARGEST;

    interface Reader {
        /**
         * @param body empty where it was too large, or broke off
         * @param whole whether nothing of it is left unread
         */
        void accept(Optional<byte[]> body, boolean whole);
    }

    private final Content.Source source;
    private final Reader then;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int read;

    private Body(Content.Source source, Reader then) {
        this.source = source;
        this.then = then;
    }

    static void read(Content.Source source, Reader then) {
        new Body(source, then).run();
    }

    @Override
    public void run() {
        while (read <= MOST_READ) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                then.accept(Optional.empty(), false);
                return;
            }
            boolean last = chunk.isLast();
            keep(chunk);
            if (last) {
                then.accept(read > LARGEST ? Optional.empty() : Optional.of(kept.toByteArray()), true);
                return;
            }
        }
        then.accept(Optional.empty(), false);
    }

    private void keep(Content.Chunk chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(bytes);
        chunk.release();
        read += bytes.length;
        if (read <= LARGEST) {
            kept.writeBytes(bytes);
        }
    }
}
