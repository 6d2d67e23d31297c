package dev.probeline.producer.io;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** A bounded queue that never holds up who fills it: when it is full the oldest goes. */
final class HandOver<T> {
    private final int bound;
    private final Deque<T> waiting = new ArrayDeque<>();

    HandOver(int bound) {
        this.bound = bound;
    }

    /** @return the oldest if it had to go, or null */
    synchronized T put(T item) {
        T gone = waiting.size() == bound ? waiting.removeFirst() : null;
        waiting.addLast(item);
        notifyAll();
        return gone;
    }

    /** The oldest, or null when none came within the patience. */
    synchronized T take(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); waiting.isEmpty() && left > 0; ) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return waiting.pollFirst();
    }

    synchronized int size() {
        return waiting.size();
    }
}
