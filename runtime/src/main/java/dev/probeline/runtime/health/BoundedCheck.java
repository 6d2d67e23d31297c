package dev.probeline.runtime.health;

import dev.probeline.runtime.config.Durations;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** A check that never runs twice at a time: while it hangs, everybody is told so and no further thread is lost to it. */
final class BoundedCheck {
    private final Check check;
    private final Duration bound;
    private final Duration keep;
    private final LongSupplier nanoTime;
    private final Executor threads;

    private CompletableFuture<CheckResult> latest;
    private long startedAt;

    BoundedCheck(Check check, Duration bound, Duration keep, LongSupplier nanoTime, Executor threads) {
        this.check = check;
        this.bound = bound;
        this.keep = keep;
        this.nanoTime = nanoTime;
        this.threads = threads;
    }

    /** Starts a run unless one is under way or the last is recent enough. */
    synchronized void refresh() {
        boolean recent = latest != null && nanoTime.getAsLong() - startedAt < keep.toNanos();
        if (recent || (latest != null && !latest.isDone())) {
            return;
        }
        startedAt = nanoTime.getAsLong();
        try {
            latest = CompletableFuture.supplyAsync(this::run, threads);
        } catch (RejectedExecutionException e) {
            latest = CompletableFuture.completedFuture(CheckResult.down("shutting down"));
        }
    }

    /** The outcome of the run, waiting for it until it is older than the bound. */
    CheckResult result() {
        CompletableFuture<CheckResult> run;
        long rest;
        synchronized (this) {
            run = latest;
            rest = Math.max(0, bound.toNanos() - (nanoTime.getAsLong() - startedAt));
        }
        try {
            return run.get(rest, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return CheckResult.down("no answer within " + Durations.format(bound));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CheckResult.down("shutting down");
        } catch (ExecutionException | CancellationException e) {
            return CheckResult.down(String.valueOf(e.getCause()));
        }
    }

    private CheckResult run() {
        try {
            return check.check();
        } catch (RuntimeException e) {
            return CheckResult.down(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
