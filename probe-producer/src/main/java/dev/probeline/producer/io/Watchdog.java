package dev.probeline.producer.io;

import dev.probeline.producer.core.Deadline;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;

/**
 * Ends calls whose patience is used up, wherever they hang. One timer per call, armed again only when it goes off early
 * or a deadline moves nearer, so a stream of thousands of chunks costs one write each.
 */
public final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    public Watchdog() {
        timer = new ScheduledThreadPoolExecutor(1, Threads.daemon("probe-watchdog"));
        timer.setRemoveOnCancelPolicy(true);
    }

    Watch watch(Call call, Deadline first) {
        Watch watch = new Watch(call);
        watch.until(first);
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** The patience with one call. */
    final class Watch implements AutoCloseable {
        private final Call call;
        private Deadline deadline;
        private Future<?> armed;
        private long armedFor;
        private boolean over;
        private Deadline expired;

        private Watch(Call call) {
            this.call = call;
        }

        synchronized void until(Deadline next) {
            deadline = next;
            if (armed == null || next.nanos() - armedFor < 0) {
                arm();
            }
        }

        /** The deadline that was passed, or null. */
        synchronized Deadline expired() {
            return expired;
        }

        @Override
        public synchronized void close() {
            over = true;
            armed.cancel(false);
        }

        private void arm() {
            if (over || expired != null) {
                return;
            }
            if (armed != null) {
                armed.cancel(false);
            }
            armedFor = deadline.nanos();
            armed = timer.schedule(this::check, armedFor - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        private void check() {
            if (isPassed()) {
                call.cancel(); // closes a socket: not under the lock the reading thread needs
            }
        }

        private synchronized boolean isPassed() {
            if (over || expired != null) {
                return false;
            }
            if (deadline.nanos() - System.nanoTime() > 0) {
                arm();
                return false;
            }
            expired = deadline;
            return true;
        }
    }
}
