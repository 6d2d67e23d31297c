package dev.probeline.quickstart.view;

/** Shows a run to the person who started it. */
@FunctionalInterface
public interface View {
    /** Once a second. */
    void show(Snapshot now);
}
