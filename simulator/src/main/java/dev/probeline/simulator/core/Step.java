package dev.probeline.simulator.core;

import java.nio.charset.StandardCharsets;

/** One thing to do on the connection at a given time after the request head was received. */
public final class Step {

    /** What a step is to the one who reads the stream; faults find their place by it. */
    public enum Mark {
        /** Status line and headers. */
        HEAD,
        /** What comes before content: the role chunk, the opening events. */
        OPENING,
        /** Bytes that carry content. The body of an answer that is not streamed is one such step. */
        CONTENT,
        /** The chunk with the finish_reason, or the closing event. */
        FINISH,
        USAGE,
        DONE,
        /** Comments, padding, errors in the stream. */
        OTHER,
        /** The proper end of the HTTP body; the connection stays. */
        END,
        /** FIN, whether the body was complete or not. */
        CLOSE,
        /** RST. */
        RESET
    }

    private static final byte[] NOTHING = {};

    private final long atNanos;
    private final Mark mark;
    private final byte[] bytes;

    private Step(long atNanos, Mark mark, byte[] bytes) {
        this.atNanos = atNanos;
        this.mark = mark;
        this.bytes = bytes;
    }

    static Step act(long atNanos, Mark mark) {
        return new Step(atNanos, mark, NOTHING);
    }

    static Step write(long atNanos, Mark mark, String text) {
        return new Step(atNanos, mark, text.getBytes(StandardCharsets.UTF_8));
    }

    static Step write(long atNanos, Mark mark, byte[] bytes) {
        return new Step(atNanos, mark, bytes);
    }

    Step at(long nanos) {
        return new Step(nanos, mark, bytes);
    }

    public long atNanos() {
        return atNanos;
    }

    public Mark mark() {
        return mark;
    }

    /** Bytes of the body; empty for a head or an end. The caller must not change them. */
    public byte[] bytes() {
        return bytes;
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return mark + "@" + atNanos + "(" + bytes.length + " bytes)";
    }
}
