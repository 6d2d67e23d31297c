package dev.probeline.alerts.core.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one receiver is still to be told, in the order it came. Only the first is tried; those behind it wait until it is
 * done with, so that the end of an alert never overtakes its beginning. For one thread.
 *
 * @param <R> a record of alert events
 */
public final class Backlog<R> {
    private final Deque<R> waiting = new ArrayDeque<>();
    private Trial trial = Trial.NONE;
    private Instant due = Instant.MIN;

    public void add(R record) {
        waiting.add(record);
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The first, if it is to be tried now. */
    public Optional<R> due(Instant now) {
        return now.isBefore(due) ? Optional.empty() : Optional.ofNullable(waiting.peek());
    }

    /** How the first has been tried so far. */
    public Trial trial() {
        return trial;
    }

    /** How long there is nothing to try; at most the longest, for something may be added. */
    public Duration idle(Instant now, Duration longest) {
        if (waiting.isEmpty()) {
            return longest;
        }
        if (!now.isBefore(due)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, due);
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /** The first has been tried; if it is done with, it is gone and the next is due. */
    public void tried(Progress progress, Instant now) {
        if (progress instanceof Progress.Again again) {
            trial = again.trial();
            due = now.plus(again.pause());
        } else {
            waiting.remove();
            startAfresh();
        }
    }

    /** What is another instance's to tell is dropped; if the first is among it, its trial goes with it. */
    public void drop(Predicate<R> revoked) {
        R first = waiting.peek();
        waiting.removeIf(revoked);
        if (waiting.peek() != first) {
            startAfresh();
        }
    }

    private void startAfresh() {
        trial = Trial.NONE;
        due = Instant.MIN;
    }
}
