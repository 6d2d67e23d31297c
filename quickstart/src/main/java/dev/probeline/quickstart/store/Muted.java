package dev.probeline.quickstart.store;

import java.io.IOException;
import java.io.OutputStream;

/** Lets through what every thread writes but one. */
final class Muted extends OutputStream {
    private final OutputStream out;
    private final Thread muted;

    Muted(OutputStream out, Thread muted) {
        this.out = out;
        this.muted = muted;
    }

    @Override
    public void write(int octet) throws IOException {
        if (Thread.currentThread() != muted) {
            out.write(octet);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (Thread.currentThread() != muted) {
            out.write(bytes, from, length);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
