package dev.probeline.producer.io;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Name resolution that ends: the system's own cannot be interrupted and may take minutes. For one call at a time, like
 * the probe it belongs to.
 */
final class BoundedDns implements Dns {
    private final Executor threads;
    private final Duration bound;
    private final Dns resolver;
    private FutureTask<Answer> running;
    private boolean stopped;
    private volatile Answer last;

    /** What the resolver said, and when it was asked and answered: without the hand-over to its thread. */
    record Answer(List<InetAddress> addresses, long startNanos, long endNanos) {}

    BoundedDns(Executor threads, Duration bound, Dns resolver) {
        this.threads = threads;
        this.bound = bound;
        this.resolver = resolver;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        last = null;
        try {
            last = begin(hostname).get(bound.toNanos(), TimeUnit.NANOSECONDS);
            return last.addresses();
        } catch (ExecutionException e) {
            throw unknown(hostname + " does not resolve", e);
        } catch (TimeoutException e) {
            throw unknown(hostname + " did not resolve within " + bound.toMillis() + " ms", e);
        } catch (RejectedExecutionException e) {
            throw unknown("too many name resolutions hang", e);
        } catch (CancellationException e) {
            throw unknown("abandoned", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted", e);
        }
    }

    /** Of the last lookup; null where it failed. */
    Answer last() {
        return last;
    }

    /** Nobody waits for the lookup under way or for later ones; the resolver's thread is left to itself. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.cancel(true);
        }
    }

    private synchronized FutureTask<Answer> begin(String hostname) {
        running = new FutureTask<>(() -> resolve(hostname));
        if (stopped) {
            running.cancel(true);
        } else {
            threads.execute(running);
        }
        return running;
    }

    private Answer resolve(String hostname) throws UnknownHostException {
        long start = System.nanoTime();
        List<InetAddress> addresses = resolver.lookup(hostname);
        return new Answer(addresses, start, System.nanoTime());
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}
