package dev.probeline.producer.io;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/** Name resolution that ends: the system's own cannot be interrupted and may take minutes. */
final class BoundedDns implements Dns {
    private final ExecutorService threads;
    private final Duration bound;

    BoundedDns(ExecutorService threads, Duration bound) {
        this.threads = threads;
        this.bound = bound;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        try {
            Future<List<InetAddress>> answer = threads.submit(() -> Dns.SYSTEM.lookup(hostname));
            return answer.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unknown(hostname + " does not resolve", e);
        } catch (TimeoutException e) {
            throw unknown(hostname + " did not resolve within " + bound.toMillis() + " ms", e);
        } catch (RejectedExecutionException e) {
            throw unknown("too many name resolutions hang", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted", e);
        }
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}
