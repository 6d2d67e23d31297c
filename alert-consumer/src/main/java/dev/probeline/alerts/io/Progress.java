package dev.probeline.alerts.io;

import java.time.Duration;

/** Whether a record is done with; else how it has been tried and how long to wait. */
record Progress(boolean isDone, Trial trial, Duration pause) {
    static Progress done() {
        return new Progress(true, Trial.NONE, Duration.ZERO);
    }

    static Progress again(Trial trial, Duration pause) {
        return new Progress(false, trial, pause);
    }
}
