package dev.probeline.runtime.http;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A server could not take its address; the message says which and what to do. */
public final class ListenException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    /** @param what the server, as in {@code admin server} */
    public ListenException(String what, HttpSettings where, IOException cause) {
        super(
                what + " cannot listen on " + where.bind() + ":" + where.port() + ": " + cause.getMessage()
                        + " (free the port, or set another in `port`; 0 takes any free one)",
                cause);
    }
}
