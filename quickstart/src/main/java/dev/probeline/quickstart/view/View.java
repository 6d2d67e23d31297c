package dev.probeline.quickstart.view;

/** Shows a run to the person who started it. */
public interface View extends AutoCloseable {
    /** Once a second. */
    void show(Snapshot now);

    /** Leaves the terminal as it should be. */
    @Override
    void close();
}
