package dev.probeline.runtime.lifecycle;

import dev.probeline.runtime.config.Durations;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one step on a thread of its own, and leaves it behind when it runs over. */
final class BoundedStep {
    private static final Logger log = LoggerFactory.getLogger(BoundedStep.class);

    private BoundedStep() {}

    /** Whether the step ended well and in time. */
    static boolean run(String name, Duration bound, AutoCloseable action) {
        Outcome outcome = new Outcome();
        Thread thread = new Thread(() -> outcome.of(action), "shutdown-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(Math.max(1, bound.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
            log.atWarn()
                    .addKeyValue("step", name)
                    .addKeyValue("bound", Durations.format(bound))
                    .log("A shutdown step ran over its time; going on without it");
            return false;
        }
        if (outcome.failure != null) {
            log.atWarn().addKeyValue("step", name).setCause(outcome.failure).log("A shutdown step failed");
            return false;
        }
        return true;
    }

    private static final class Outcome {
        private volatile Throwable failure;

        void of(AutoCloseable action) {
            try {
                action.close();
            } catch (Throwable e) {
                failure = e;
            }
        }
    }
}
