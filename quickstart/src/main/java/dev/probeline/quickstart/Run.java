package dev.probeline.quickstart;

import dev.probeline.quickstart.core.EndedBy;
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
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Stack stack;
    private final Optional<Duration> planned;
    private final CountDownLatch signal;
    private final View view;
    private final Clock clock;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread shower = new Thread(this::show, "view");
    private volatile String phase = "starting";
    private volatile Instant running;

    /** @param signal once open, the run ends as soon as it can */
    Run(Stack stack, Optional<Duration> planned, CountDownLatch signal, View view, Clock clock) {
        this.stack = stack;
        this.planned = planned;
        this.signal = signal;
        this.view = view;
        this.clock = clock;
    }

    /** Returns when everything runs, and is shown from the beginning. */
    void start() throws Exception {
        shower.setDaemon(true);
        shower.start();
        stack.start();
        running = clock.instant();
        phase = "running";
    }

    /**
     * Returns when the planned time is over, or probing must end before it, and all has come through.
     *
     * @param start of the process
     */
    Summary perform(Instant start) throws Exception {
        EndedBy endedBy = awaitEnd();
        Duration ran = elapsed();
        phase = endedBy == EndedBy.DURATION ? "draining" : endedBy.words() + ", draining";
        stack.stopProbers();
        stack.drain(signal);
        phase = endedBy == EndedBy.DURATION ? "done" : endedBy.words();
        boolean cut = signal.getCount() == 0;
        Summary summary = stack.summary(start, ran, cut ? EndedBy.SIGNAL : endedBy);
        done.countDown();
        shower.join();
        view.show(snapshot());
        return summary;
    }

    private EndedBy awaitEnd() throws InterruptedException {
        while (!signal.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            Optional<EndedBy> verdict = stack.verdict();
            if (verdict.isPresent()) {
                return verdict.get();
            }
            Duration ran = elapsed();
            if (planned.map(plan -> ran.compareTo(plan) >= 0).orElse(false)) {
                return EndedBy.DURATION;
            }
        }
        return EndedBy.SIGNAL;
    }

    private void show() {
        try {
            do {
                view.show(snapshot());
            } while (!done.await(SHOW_EVERY.toMillis(), TimeUnit.MILLISECONDS));
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
