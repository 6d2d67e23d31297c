package dev.probeline.simulator.io;

import dev.probeline.simulator.core.Request;
import dev.probeline.simulator.core.Signature;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A request in the core's terms, and when its head came. */
record Arrival(Request request, long headNanos, Instant headAt, boolean fromLoopback) {

    static Arrival of(FullHttpRequest http, String regionHeader, boolean fromLoopback) {
        HttpHeaders headers = http.headers();
        String uri = http.uri();
        int question = uri.indexOf('?');
        Request request = new Request(
                http.method().name(),
                question < 0 ? uri : uri.substring(0, question),
                question < 0 ? "" : uri.substring(question + 1),
                new Signature(
                        Optional.ofNullable(headers.get("authorization")),
                        Optional.ofNullable(headers.get("api-key")),
                        Optional.ofNullable(headers.get("x-api-key")),
                        Optional.ofNullable(headers.get("anthropic-version"))),
                Optional.ofNullable(headers.get(regionHeader)),
                Optional.ofNullable(headers.get("x-client-request-id")),
                http.content().toString(StandardCharsets.UTF_8));
        long headNanos = Long.parseLong(headers.get(HeadClock.HEADER));
        Instant headAt = Instant.now().minusNanos(System.nanoTime() - headNanos);
        return new Arrival(request, headNanos, headAt, fromLoopback);
    }
}
