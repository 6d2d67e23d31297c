package dev.probeline.quickstart;

import dev.probeline.quickstart.core.Observations;
import dev.probeline.quickstart.core.Summary;
import dev.probeline.quickstart.inbox.Mailbox;
import dev.probeline.quickstart.stack.Stack;
import dev.probeline.quickstart.view.Snapshot;
import dev.probeline.quickstart.view.View;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of the stack from start to summary, shown once a second. */
final class Run {
    private static final Duration SHOW_EVERY = Duration.ofSeconds(1);

    private final Stack stack;
    private final Optional<Duration> planned;
    private final double budgetUsd;
    private final View view;
    private final Clock clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String phase = "starting";
    private volatile Instant running;

    /** @param budgetUsd what the probes may cost; then they stop */
    Run(Stack stack, Optional<Duration> planned, double budgetUsd, View view, Clock clock) {
        this.stack = stack;
        this.planned = planned;
        this.budgetUsd = budgetUsd;
        this.view = view;
        this.clock = clock;
    }

    /**
     * Returns when the planned time is over and all has come through.
     *
     * @param start of the process
     */
    Summary perform(Instant start) throws Exception {
        Thread shower = new Thread(this::show, "view");
        shower.setDaemon(true);
        shower.start();
        stack.start();
        running = clock.instant();
        phase = "running";
        Duration ran = run();
        phase = "draining";
        stack.stopProbers();
        stack.drain();
        phase = "done";
        Summary summary = stack.summary(start, ran);
        ended.countDown();
        shower.join();
        view.show(snapshot());
        return summary;
    }

    private Duration run() throws InterruptedException {
        while (!ended.await(100, TimeUnit.MILLISECONDS)) {
            Duration ran = elapsed();
            if (planned.map(plan -> ran.compareTo(plan) >= 0).orElse(false)) {
                return ran;
            }
            if (stack.observations().map(Observations::costUsd).orElse(0.0) >= budgetUsd) {
                phase = "budget used up";
                return ran;
            }
        }
        return elapsed();
    }

    private void show() {
        try {
            do {
                view.show(snapshot());
            } while (!ended.await(SHOW_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration elapsed() {
        return running == null ? Duration.ZERO : Duration.between(running, clock.instant());
    }

    private Snapshot snapshot() {
        Instant now = clock.instant();
        Optional<Observations> seen = stack.observations();
        Mailbox.Contents mail = stack.mailbox().map(Mailbox::contents).orElse(Mailbox.Contents.NONE);
        return new Snapshot(
                now,
                phase,
                elapsed(),
                planned,
                stack.parts(),
                seen.map(Observations::probes).orElse(0L),
                seen.map(observations -> observations.probesPerSecond(now)).orElse(0.0),
                seen.map(Observations::grid).orElse(Map.of()),
                List.copyOf(seen.map(Observations::firing).orElse(List.of())),
                mail.newest(),
                mail.arrived());
    }
}
