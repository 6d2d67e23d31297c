package dev.probeline.producer.io;

import dev.probeline.producer.core.Agenda;
import dev.probeline.runtime.health.CheckResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says at every instant which of the targets that are ours are due. */
public final class Metronome {
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
    private static final long ALIVE = Duration.ofSeconds(10).toNanos();

    private final Ownership ownership;
    private final ProbePool pool;
    private final Clock clock;
    private final Thread thread = Threads.daemon("probe-metronome", this::beat);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Roster roster;
    private volatile long lastBeat = System.nanoTime();

    public Metronome(Roster roster, Ownership ownership, ProbePool pool, Clock clock) {
        this.roster = roster;
        this.ownership = ownership;
        this.pool = pool;
        this.clock = clock;
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
        return alive
                ? CheckResult.up(pool.underWay() + " probes under way")
                : CheckResult.down("no probe is scheduled");
    }

    /** No new probe starts; those under way go on, without waiting between their attempts. */
    public void stopStarting() throws InterruptedException {
        closing.countDown();
        thread.join(2_000);
        pool.stopStarting();
    }

    /** @param patience how long probes under way may go on before they are cut off, and told as such */
    public void drain(Duration patience) throws InterruptedException {
        pool.drain(patience);
    }

    private void beat() {
        try {
            Roster current = roster;
            Agenda agenda = new Agenda(current.schedules(), clock.instant());
            while (closing.getCount() > 0) {
                Roster next = roster;
                if (!next.equals(current)) {
                    agenda = agenda.with(next.schedules());
                    forgetThoseNotIn(next, current);
                    current = next;
                }
                for (Agenda.Due due : agenda.take(clock.instant())) {
                    Roster.Entry entry = current.entries().get(due.target());
                    pool.guarded(due.target(), () -> due(due, entry));
                }
                lastBeat = System.nanoTime();
                Duration nap = nap(clock.instant(), agenda.next());
                closing.await(nap.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void due(Agenda.Due due, Roster.Entry entry) {
        if (ownership.owns(due.target())) {
            pool.due(due, entry);
        } else {
            pool.forget(due.target());
        }
    }

    private void forgetThoseNotIn(Roster next, Roster current) {
        current.entries().keySet().stream()
                .filter(target -> !next.entries().containsKey(target))
                .forEach(pool::forget);
    }

    private static Duration nap(Instant now, Instant next) {
        Duration nap = Duration.between(now, next);
        if (nap.isNegative()) {
            return Duration.ZERO;
        }
        return nap.compareTo(LONGEST_NAP) < 0 ? nap : LONGEST_NAP;
    }
}
