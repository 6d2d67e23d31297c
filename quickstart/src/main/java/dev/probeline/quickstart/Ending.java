package dev.probeline.quickstart;

import dev.probeline.runtime.lifecycle.Shutdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a run within one time for all of it, whoever asks: its own end, a failure at the start or a signal. All parts run
 * in this process, so its end is theirs; what must not outlive it is the directory.
 */
final class Ending implements AutoCloseable {
    private static final Duration BOUND = Duration.ofMillis(4_500);
    private static final Duration FOR_SUMMARY = Duration.ofMillis(2_300);
    private static final Duration FOR_DIRECTORY = Duration.ofMillis(700);
    private static final int INTERRUPTED = 130;

    private final Shutdown parts = new Shutdown();
    private final boolean keep;
    private final Thread hook = new Thread(this::signalled, "ending");
    private final CountDownLatch signal = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final AtomicBoolean mayTell = new AtomicBoolean(true);
    private volatile boolean running;
    private Path directory;

    /** @param keep whether the directory stays */
    Ending(boolean keep) {
        this.keep = keep;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What the run starts is registered here before it starts. */
    Shutdown parts() {
        return parts;
    }

    /** Open once the process has been asked to end. */
    CountDownLatch signal() {
        return signal;
    }

    synchronized Path makeDirectory() {
        if (signal.getCount() == 0) {
            throw new IllegalStateException("ending already");
        }
        directory = Directory.create();
        return directory;
    }

    /** From now on there is something to tell: a signal waits for {@link #tell}, if not for long. */
    void running() {
        running = true;
    }

    /** Runs the task, unless a signal has not waited for it. */
    void tell(Runnable summary) {
        if (mayTell.getAndSet(false)) {
            summary.run();
            told.countDown();
        }
    }

    /** Returns when nothing is left, and never while a signal is ending the process. */
    @Override
    public void close() throws IOException {
        try {
            awaitHook();
            if (!running) {
                Logs.off(); // why it cannot start is told in one line
            }
            end(System.nanoTime() + BOUND.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitHook() throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            new CountDownLatch(1).await(); // the process ends meanwhile
        }
    }

    private void signalled() {
        long deadline = System.nanoTime() + BOUND.toNanos();
        haltAt(deadline);
        signal.countDown();
        boolean clean = false;
        try {
            awaitSummary();
            clean = end(deadline) && running;
            discard(deadline); // again, as what was starting may have written once more
        } catch (IOException e) {
            System.err.println("probeline quickstart: " + directory + " cannot be deleted: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!clean) {
            halt(); // what was starting or hangs must not write into the directory again
        }
    }

    private void awaitSummary() throws InterruptedException {
        if (!running) {
            Logs.off();
            System.err.println("probeline quickstart: ended while it was starting; there is nothing to sum up");
        } else if (!told.await(FOR_SUMMARY.toMillis(), TimeUnit.MILLISECONDS)) {
            if (mayTell.getAndSet(false)) {
                System.err.println("probeline quickstart: no summary, as its counts did not come in time");
            }
        }
    }

    /** Whether all parts ended in time. */
    private boolean end(long deadline) throws IOException, InterruptedException {
        Thread closing = new Thread(parts::close, "closing");
        closing.setDaemon(true);
        closing.start();
        closing.join(Math.max(1, millisUntil(deadline) - FOR_DIRECTORY.toMillis()));
        discard(deadline);
        return !closing.isAlive();
    }

    private synchronized void discard(long deadline) throws IOException, InterruptedException {
        if (directory == null || !Files.exists(directory)) {
            return;
        }
        if (keep) {
            System.err.println("The data is in " + directory);
        } else {
            Directory.delete(directory, Duration.ofMillis(Math.max(200, millisUntil(deadline) - 100)));
        }
    }

    private static void haltAt(long deadline) {
        Thread thread = new Thread(
                () -> {
                    try {
                        TimeUnit.NANOSECONDS.sleep(deadline - System.nanoTime());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    halt();
                },
                "deadline");
        thread.setDaemon(true);
        thread.start();
    }

    private static void halt() {
        System.err.flush();
        Runtime.getRuntime().halt(INTERRUPTED);
    }

    private static long millisUntil(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
}
