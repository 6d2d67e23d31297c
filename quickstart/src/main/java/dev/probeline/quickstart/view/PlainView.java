package dev.probeline.quickstart.view;

import java.io.PrintStream;

/** One line for each thing that happens, for logs and pipes. */
public final class PlainView implements View {
    private final PrintStream out;
    private Snapshot before = Snapshot.NOTHING;

    public PlainView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Snapshot now) {
        Changes.between(before, now).forEach(out::println);
        out.flush();
        before = now;
    }
}
