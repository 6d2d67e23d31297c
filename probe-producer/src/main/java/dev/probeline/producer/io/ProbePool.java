package dev.probeline.producer.io;

import dev.probeline.producer.core.Agenda;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Pace;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a probe that is due, at once or not at all: nothing queues in front of it. What is due while its predecessor
 * runs, beyond the bound on concurrency, or when the {@link Governor} holds it back is skipped and counted.
 */
public final class ProbePool {
    private static final Logger log = LoggerFactory.getLogger(ProbePool.class);

    private final ThreadPoolExecutor workers;
    private final Governor governor;
    private final Consumer<ProbeResult> results;
    private final ProbeMeters meters;
    private final Clock clock;
    private final Map<String, TargetProbe> running = new ConcurrentHashMap<>();
    private final Set<String> faulty = ConcurrentHashMap.newKeySet();
    private final CountDownLatch draining = new CountDownLatch(1);

    /** @param results gets every attempt before the meters do, on the probe's thread; must not block */
    public ProbePool(
            int concurrency, Governor governor, Consumer<ProbeResult> results, ProbeMeters meters, Clock clock) {
        this.workers = new ThreadPoolExecutor(
                0, concurrency, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.daemon("probe"));
        this.governor = governor;
        this.results = results;
        this.meters = meters;
        this.clock = clock;
    }

    int underWay() {
        return running.size();
    }

    /** Starts the probe, or counts why not. */
    void due(Agenda.Due due, Roster.Entry entry) {
        String target = due.target();
        TargetProbe probe = entry.probe();
        if (due.missed() > 0) {
            meters.skipped(target, "late", due.missed());
        }
        Pace pace = governor.pace(probe.target(), entry.schedule(), due.at());
        if (pace instanceof Pace.Skip skip) {
            meters.skipped(target, skip.reason(), 1);
            return;
        }
        if (pace instanceof Pace.Exhausted exhausted) {
            exhausted(due, probe, exhausted);
            return;
        }
        if (running.putIfAbsent(target, probe) != null) {
            meters.skipped(target, "still_running", 1);
            return;
        }
        try {
            workers.execute(() -> run(due, probe, pace.stretch()));
        } catch (RejectedExecutionException e) {
            running.remove(target);
            meters.skipped(target, "concurrency", 1);
        }
    }

    /** Another instance probes this target now, or nobody: our last word on it is no news. */
    void forget(String target) {
        meters.forget(target);
        governor.forget(target);
    }

    /** Those under way go on, without waiting between their attempts. */
    void stopStarting() {
        draining.countDown();
        workers.shutdown();
    }

    /** @param patience how long probes under way may go on before they are cut off, and told as such */
    void drain(Duration patience) throws InterruptedException {
        if (!workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            running.values().forEach(TargetProbe::stop);
            workers.awaitTermination(2, TimeUnit.SECONDS);
        }
    }

    /** A bug that one target meets must not stop the others, and one in a meter must not lose a result. */
    void guarded(String target, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            boolean first = faulty.add(target);
            (first ? log.atError() : log.atDebug())
                    .addKeyValue("target", target)
                    .setCause(e)
                    .log("A step of a probe failed");
        }
    }

    /** Said once a day, on the topic; all further is silence and a count. */
    private void exhausted(Agenda.Due due, TargetProbe probe, Pace.Exhausted pace) {
        meters.skipped(due.target(), ErrorType.BUDGET_EXHAUSTED.wireName(), 1);
        if (governor.isNews(probe.target())) {
            tell(probe, probe.notMade(due.at(), clock.instant(), pace.failure()));
        }
    }

    private void run(Agenda.Due due, TargetProbe probe, int stretch) {
        String target = due.target();
        Duration interval = probe.target().interval().multipliedBy(stretch);
        try {
            guarded(target, () -> meters.started(target, Duration.between(due.at(), clock.instant())));
            guarded(target, () -> probe.run(due.at(), interval, draining, attempt -> tell(probe, attempt)));
        } finally {
            running.remove(target);
        }
    }

    private void tell(TargetProbe probe, ProbeResult attempt) {
        results.accept(attempt);
        guarded(attempt.getTarget(), () -> governor.attempt(probe.target(), attempt));
        guarded(attempt.getTarget(), () -> meters.attempt(attempt));
    }
}
