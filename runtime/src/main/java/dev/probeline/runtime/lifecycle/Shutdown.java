package dev.probeline.runtime.lifecycle;

import dev.probeline.runtime.config.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a service in order: the steps run in the reverse of their registration, each within its bound, and one that
 * fails or hangs does not keep the others from running.
 */
public final class Shutdown implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private record Step(String name, Duration bound, AutoCloseable action) {}

    private final Deque<Step> steps = new ArrayDeque<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Thread hook;

    /**
     * What is registered last ends first.
     *
     * @param bound how long the step may take before the next one is run
     */
    public synchronized void onClose(String name, Duration bound, AutoCloseable step) {
        if (closing.get()) {
            throw new IllegalStateException("already closing: " + name + " came too late");
        }
        steps.push(new Step(name, bound, step));
    }

    /** SIGTERM and SIGINT then close; not for services embedded in another process. */
    public synchronized void installSignalHandler() {
        if (hook == null) {
            hook = new Thread(this::close, "shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    /** Until it has been closed, by a signal or by {@link #close}. */
    public void await() throws InterruptedException {
        closed.await();
    }

    /** Returns when all steps have ended or run over; a second call waits for the first. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                runSteps();
            } finally {
                closed.countDown();
                removeHook();
            }
        } else {
            waitForFirst();
        }
    }

    synchronized boolean handlesSignals() {
        return hook != null;
    }

    private void runSteps() {
        long start = System.nanoTime();
        int unclean = 0;
        for (Step step = next(); step != null; step = next()) {
            unclean += BoundedStep.run(step.name(), step.bound(), step.action()) ? 0 : 1;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        log.atInfo()
                .addKeyValue("took", Durations.format(took))
                .addKeyValue("unclean", unclean)
                .log("Stopped");
    }

    private synchronized Step next() {
        return steps.poll();
    }

    private synchronized void removeHook() {
        if (hook != null && Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
                hook = null;
            } catch (IllegalStateException e) {
                log.debug("The process is ending already");
            }
        }
    }

    private void waitForFirst() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
