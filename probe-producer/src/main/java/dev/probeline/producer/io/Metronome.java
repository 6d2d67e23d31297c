package dev.probeline.producer.io;

import dev.probeline.producer.core.Agenda;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Pace;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * Starts every probe at its instant or not at all: nothing queues in front of a probe. What is due while its
 * predecessor runs, or beyond the bound on concurrency, is skipped and counted.
 */
public final class Metronome {
    private static final Logger log = LoggerFactory.getLogger(Metronome.class);
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
    private static final long ALIVE = Duration.ofSeconds(10).toNanos();

    private final Ownership ownership;
    private final Consumer<ProbeResult> results;
    private final Governor governor;
    private final ProbeMeters meters;
    private final Clock clock;
    private final ThreadPoolExecutor workers;
    private final Thread thread = Threads.daemon("probe-metronome", this::beat);
    private final Map<String, TargetProbe> running = new ConcurrentHashMap<>();
    private final Set<String> faulty = ConcurrentHashMap.newKeySet();
    private final CountDownLatch draining = new CountDownLatch(1);
    private volatile Roster roster;
    private volatile long lastBeat = System.nanoTime();

    /** @param results gets every attempt before the meters do, on the probe's thread; must not block */
    public Metronome(
            Roster roster,
            int concurrency,
            Ownership ownership,
            Governor governor,
            Consumer<ProbeResult> results,
            ProbeMeters meters,
            Clock clock) {
        this.roster = roster;
        this.ownership = ownership;
        this.governor = governor;
        this.results = results;
        this.meters = meters;
        this.clock = clock;
        this.workers = new ThreadPoolExecutor(
                0, concurrency, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.daemon("probe"));
    }

    public void start() {
        thread.start();
    }

    /**
     * Exchanges what is probed, within a second and without disturbing the rest: what is in both keeps its instants,
     * and a probe under way goes on to its end.
     */
    public void replace(Roster next) {
        roster = next;
    }

    public CheckResult check() {
        boolean alive = thread.isAlive() && System.nanoTime() - lastBeat < ALIVE;
        return alive ? CheckResult.up(running.size() + " probes under way") : CheckResult.down("no probe is scheduled");
    }

    /** No new probe starts; those under way go on, without waiting between their attempts. */
    public void stopStarting() throws InterruptedException {
        draining.countDown();
        thread.join(2_000);
        workers.shutdown();
    }

    /** @param patience how long probes under way may go on before they are cut off, and told as such */
    public void drain(Duration patience) throws InterruptedException {
        if (!workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            running.values().forEach(TargetProbe::stop);
            workers.awaitTermination(2, TimeUnit.SECONDS);
        }
    }

    private void beat() {
        try {
            Roster current = roster;
            Agenda agenda = new Agenda(current.schedules(), clock.instant());
            while (draining.getCount() > 0) {
                Roster next = roster;
                if (!next.equals(current)) {
                    agenda = agenda.with(next.schedules());
                    forgetThoseNotIn(next, current);
                    current = next;
                }
                for (Agenda.Due due : agenda.take(clock.instant())) {
                    Roster.Entry entry = current.entries().get(due.target());
                    guarded(due.target(), () -> due(due, entry));
                }
                lastBeat = System.nanoTime();
                Duration nap = nap(clock.instant(), agenda.next());
                draining.await(nap.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetThoseNotIn(Roster next, Roster current) {
        current.entries().keySet().stream()
                .filter(target -> !next.entries().containsKey(target))
                .forEach(this::forget);
    }

    private static Duration nap(Instant now, Instant next) {
        Duration nap = Duration.between(now, next);
        if (nap.isNegative()) {
            return Duration.ZERO;
        }
        return nap.compareTo(LONGEST_NAP) < 0 ? nap : LONGEST_NAP;
    }

    private void due(Agenda.Due due, Roster.Entry entry) {
        String target = due.target();
        TargetProbe probe = entry.probe();
        if (!ownership.owns(target)) {
            forget(target);
            return;
        }
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
            workers.execute(() -> probe(due, probe, pace.stretch()));
        } catch (RejectedExecutionException e) {
            running.remove(target);
            meters.skipped(target, "concurrency", 1);
        }
    }

    /** Said once a day, on the topic; all further is silence and a count. */
    private void exhausted(Agenda.Due due, TargetProbe probe, Pace.Exhausted pace) {
        meters.skipped(due.target(), ErrorType.BUDGET_EXHAUSTED.wireName(), 1);
        if (governor.isNews(probe.target())) {
            tell(probe, probe.notMade(due.at(), clock.instant(), pace.failure()));
        }
    }

    private void forget(String target) {
        meters.forget(target);
        governor.forget(target);
    }

    private void probe(Agenda.Due due, TargetProbe probe, int stretch) {
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

    /** A bug that one target meets must not stop the others, and one in a meter must not lose a result. */
    private void guarded(String target, Runnable step) {
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
}
