package dev.probeline.quickstart.view;

import java.io.PrintStream;
import java.util.List;

/** A page on the terminal, drawn again in the same place. */
public final class LiveView implements View {
    private static final String HOME = "\033[H";
    private static final String CLEAR = "\033[2J";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";

    private final PrintStream out;
    private final boolean colour;
    private final TerminalSize size = new TerminalSize();
    private boolean cleared;

    public LiveView(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    @Override
    public void show(Snapshot now) {
        size.refresh();
        // The last line stays free: writing into it would scroll the page away.
        List<String> lines = Frame.render(now, size.columns(), size.rows() - 1, colour);
        StringBuilder page = new StringBuilder(cleared ? HOME : CLEAR + HOME);
        lines.forEach(line -> page.append(line).append(CLEAR_LINE).append('\n'));
        out.print(page.append(CLEAR_BELOW));
        out.flush();
        cleared = true;
    }
}
