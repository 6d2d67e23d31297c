package dev.probeline.producer.io;

import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.Attempt;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.wire.Calls;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Calls one target for real. Never throws: every call ends in one {@link Attempt}. Not for concurrent use. */
public final class HttpProbe {
    private static final MediaType JSON = MediaType.get("application/json");

    private final Target target;
    private final BoundedDns dns;
    private final HttpClients clients;
    private final OkHttpClient client;
    private final Watchdog watchdog;
    private final Clock clock;
    private final Calls calls;
    private final HttpUrl url;
    private final Headers headers;
    private volatile Exchange running;
    private volatile boolean stopped;

    public HttpProbe(Target target, HttpClients clients, Watchdog watchdog, Clock clock) {
        this.target = target;
        this.dns = clients.dns(target);
        this.clients = clients;
        this.client = clients.forTarget(target, dns);
        this.watchdog = watchdog;
        this.clock = clock;
        this.calls = new Calls(target);
        this.url = HttpUrl.get(target.url().toString());
        this.headers = headers(target);
    }

    /**
     * @param requestId sent as X-Client-Request-Id
     * @param nonce begins the prompt
     */
    Attempt attempt(String requestId, String nonce) {
        try {
            CallEvents events = new CallEvents(watchdog, target.timeouts(), dns);
            Exchange exchange =
                    new Exchange(client.newCall(request(requestId, nonce, events)), events, requestId, clock);
            running = exchange;
            if (stopped) {
                exchange.stop();
            }
            Attempt attempt = exchange.run(calls::reader);
            if (exchange.tookTooLong()) {
                // A dead connection of HTTP/2 outlives the call that is cancelled on it, and the next one would hang
                // too.
                client.connectionPool().evictAll();
            }
            return attempt;
        } catch (RuntimeException e) {
            return Attempt.broken(clock.instant(), System.nanoTime(), Failure.bug(e), requestId);
        } finally {
            running = null;
        }
    }

    void retire() {
        clients.release(client);
    }

    Instant now() {
        return clock.instant();
    }

    /** Ends the call under way and those to come: the process is going. */
    void stop() {
        stopped = true;
        Exchange exchange = running;
        if (exchange != null) {
            exchange.stop();
        }
        dns.stop();
    }

    private Request request(String requestId, String nonce, CallEvents events) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .headers(headers)
                .tag(CallEvents.class, events)
                .header("X-Client-Request-Id", requestId);
        Optional<String> body = calls.body(nonce);
        return body.map(json -> request.post(RequestBody.create(json, JSON)))
                .orElse(request)
                .build();
    }

    /** The target's own come last: what it says counts. */
    private static Headers headers(Target target) {
        Headers.Builder headers = new Headers.Builder()
                .set("User-Agent", "probeline")
                .set("Accept-Encoding", "identity"); // what is timed are the server's own bytes
        target.preset().headers(target.apiVersion()).forEach(headers::set);
        target.apiKey().ifPresent(key -> target.preset().signIn(key.reveal()).forEach(headers::set));
        target.headers().forEach((name, value) -> headers.set(name, value.reveal()));
        return headers.build();
    }
}
