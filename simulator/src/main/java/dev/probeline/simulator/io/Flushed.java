package dev.probeline.simulator.io;

/** What one write to the socket held, as far as the record of truth is concerned. */
record Flushed(boolean head, int contentChunks) {

    static final Flushed NOTHING = new Flushed(false, 0);

    Flushed withHead() {
        return new Flushed(true, contentChunks);
    }

    Flushed withContent() {
        return new Flushed(head, contentChunks + 1);
    }
}
