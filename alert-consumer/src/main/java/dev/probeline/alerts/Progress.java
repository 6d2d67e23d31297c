package dev.probeline.alerts;

import java.io.PrintWriter;
import java.time.Instant;

/** A bar on a terminal, and nothing where the output goes to a file or a pipe. */
final class Progress {
    private static final int WIDTH = 40;

    private final PrintWriter err;
    private final boolean shown;
    private final long from;
    private final long to;
    private int drawn = -1;

    Progress(PrintWriter err, boolean shown, Instant from, Instant to) {
        this.err = err;
        this.shown = shown;
        this.from = from.toEpochMilli();
        this.to = Math.max(to.toEpochMilli(), this.from + 1);
    }

    /** @param at milliseconds since the epoch */
    void at(long at) {
        int percent = (int) Math.max(0, Math.min(100, 100 * (at - from) / (to - from)));
        if (shown && percent > drawn) {
            drawn = percent;
            int full = percent * WIDTH / 100;
            err.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " % "
                    + Instant.ofEpochMilli(at) + " ");
            err.flush();
        }
    }

    void done() {
        if (shown && drawn >= 0) {
            err.print("\r" + " ".repeat(WIDTH + 40) + "\r");
            err.flush();
        }
    }
}
