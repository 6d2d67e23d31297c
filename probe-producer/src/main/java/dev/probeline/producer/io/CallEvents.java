package dev.probeline.producer.io;

import dev.probeline.producer.config.Timeouts;
import dev.probeline.producer.core.CallPhases;
import dev.probeline.producer.core.Deadline;
import dev.probeline.producer.core.NetworkFailure.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Notes when one call passes its milestones and moves its deadline along. OkHttp tells them on the thread that makes
 * the call, so nothing here is shared.
 */
final class CallEvents extends EventListener implements AutoCloseable {
    private final Watchdog watchdog;
    private final Timeouts timeouts;
    private final BoundedDns dns;

    private long called;
    private Deadline.Plan deadlines;
    private Watchdog.Watch watch;
    private Stage stage = Stage.CONNECTING;
    private Long begin;
    private Long dnsStart;
    private Long dnsEnd;
    private Long connectStart;
    private Long connectEnd;
    private Long tlsStart;
    private Long tlsEnd;
    private Long requestStart;
    private Long firstByte;
    private boolean acquired;

    CallEvents(Watchdog watchdog, Timeouts timeouts, BoundedDns dns) {
        this.watchdog = watchdog;
        this.timeouts = timeouts;
        this.dns = dns;
    }

    /** So far; a call that never reached the network began when it was called. */
    CallPhases phases() {
        return new CallPhases(
                begin == null ? called : begin,
                dnsStart,
                dnsEnd,
                connectStart,
                connectEnd,
                tlsStart,
                tlsEnd,
                requestStart,
                firstByte);
    }

    Stage stage() {
        return stage;
    }

    boolean hadConnection() {
        return acquired;
    }

    /** The deadline that ended the call, or null. */
    Deadline expired() {
        return watch == null ? null : watch.expired();
    }

    /** @param lastProgress of the body, or null before the first */
    void reading(boolean awaitsToken, Long lastProgress) {
        if (lastProgress != null) {
            watch.until(deadlines.goingOn(lastProgress));
        } else {
            watch.until(
                    awaitsToken
                            ? deadlines.waitingForToken(requestStart)
                            : deadlines.waitingForAnswer(requestStart, firstByte));
        }
    }

    /** Nobody waits any longer. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public void callStart(Call call) {
        called = System.nanoTime();
        deadlines = new Deadline.Plan(timeouts, called);
        watch = watchdog.watch(call, deadlines.total());
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        now();
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
        BoundedDns.Answer answer = dns.last();
        dnsStart = answer.startNanos();
        dnsEnd = answer.endNanos();
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        long now = now();
        if (connectStart
                == null) { // one wait for all addresses of a host: who refuses is passed over, who hangs is not
            connectStart = now;
            watch.until(deadlines.connecting(now));
        }
    }

    @Override
    public void secureConnectStart(Call call) {
        tlsStart = now();
    }

    @Override
    public void secureConnectEnd(Call call, Handshake handshake) {
        tlsEnd = now();
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, Protocol protocol) {
        connectEnd = now();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        acquired = true;
    }

    @Override
    public void requestHeadersStart(Call call) {
        requestStart = now();
        stage = Stage.WAITING;
        watch.until(deadlines.waitingForHead(requestStart));
    }

    @Override
    public void responseHeadersStart(Call call) {
        firstByte = now();
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        stage = Stage.READING;
    }

    private long now() {
        long now = System.nanoTime();
        if (begin == null) {
            begin = now;
        }
        return now;
    }
}
