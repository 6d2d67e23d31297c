package dev.probeline.quickstart.view;

import java.io.PrintStream;

/** One line for each thing that happens, for logs and pipes. */
public final class PlainView implements View {
    private final PrintStream out;
    private Snapshot before;

    /** @param before the run before anything was started */
    public PlainView(PrintStream out, Snapshot before) {
        this.out = out;
        this.before = before;
    }

    @Override
    public void show(Snapshot now) {
        Changes.between(before, now).forEach(out::println);
        out.flush();
        before = now;
    }

    @Override
    public void close() {}
}
