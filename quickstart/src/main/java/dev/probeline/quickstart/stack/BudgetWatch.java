package dev.probeline.quickstart.stack;

import dev.probeline.quickstart.core.Budget;
import dev.probeline.quickstart.core.EndedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the probers before they can cost more than the budget, or as soon as nobody can tell what they cost. */
final class BudgetWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BudgetWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Budget budget;
    private final Observer observer;
    private final LongSupplier made;
    private final Background.Task stop;
    private final Thread thread = new Thread(this::work, "budget-watch");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile EndedBy verdict;

    /**
     * @param made attempts by the probers' own count
     * @param stop of all probers, also of those that are still starting
     */
    BudgetWatch(Budget budget, Observer observer, LongSupplier made, Background.Task stop) {
        this.budget = budget;
        this.observer = observer;
        this.made = made;
        this.stop = stop;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Why it stopped the probers; empty while they may go on. */
    Optional<EndedBy> verdict() {
        return Optional.ofNullable(verdict);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void work() {
        try {
            while (verdict == null && !closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                verdict = look();
            }
            if (verdict != null) {
                stop.run();
            }
        } catch (Exception e) {
            verdict = EndedBy.BLINDNESS; // the run ends, and with it the probers
            log.atError().setCause(e).log("The budget cannot be watched");
        }
    }

    private EndedBy look() {
        if (observer.blind()) {
            return EndedBy.BLINDNESS;
        }
        // The count of those made is taken first: what is read back meanwhile can only lower what is unseen.
        long attempts = made.getAsLong();
        return budget.allowsMore(observer.observations().costs(), attempts) ? null : EndedBy.BUDGET;
    }
}
