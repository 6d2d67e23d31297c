package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.core.wire.AnyBody;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import okhttp3.OkHttpClient;

/** A server that answers with anything: every probe ends in one result, in time, and in no exception. */
class AnyServerIT {
    private static final List<String> STATUS_LINES = List.of(
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.0 200",
            "HTTP/1.1 204 No Content",
            "HTTP/1.1 304 Not Modified",
            "HTTP/1.1 429 Too Many Requests",
            "HTTP/1.1 500 \u00e4",
            "HTTP/1.1 101 Switching Protocols",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK",
            "HTTP/1.1 999 What",
            "HTTP/1.1 20",
            "ICY 200 OK",
            "HTTP/2 200",
            "");

    private static final List<String> HEADERS = List.of(
            "Content-Type: text/event-stream",
            "Content-Type: application/json",
            "Content-Type: text/html; charset=\"",
            "Content-Type: \u0001",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Encoding: gzip",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked, gzip",
            "Connection: keep-alive",
            "Retry-After: soon",
            "Retry-After: 999999999999",
            "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT",
            "retry-after-ms: 1e9",
            "x-ratelimit-reset-tokens: 6m0s20",
            "x-ratelimit-remaining-tokens: -5",
            "anthropic-ratelimit-tokens-reset: yesterday",
            "openai-processing-ms: NaN",
            "cf-ray: -",
            "x-request-id: " + "r".repeat(5_000),
            "Location: http://127.0.0.1:1/",
            "no colon at all",
            ": no name",
            "X: " + "x".repeat(300_000));

    private static RawServer server;
    private static Probing probing;

    @BeforeContainer
    static void start() throws IOException {
        server = new RawServer();
        probing = new Probing(new OkHttpClient()).warm();
    }

    @AfterContainer
    static void stop() {
        probing.close();
        server.close();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyProbeEndsInOneResult(@ForAll("answers") AnyBody.Case any) {
        server.answer(any.body());
        TargetProbe probe = probing.probe(
                server.baseUrl(),
                any.call() + ", model: m, retries: [], connection: new,"
                        + " timeouts: {connect: 1s, first_byte: 1s, first_token: 1s, stall: 1s, total: 2s}");
        long start = System.nanoTime();
        List<ProbeResult> attempts = Probing.run(probe);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(attempts).hasSize(1);
        ProbeResult result = attempts.get(0);
        boolean good = result.getOutcome() == Outcome.success;
        assertThat(result.getErrorType() == null).isEqualTo(good);
        assertThat(result.getFaultDomain())
                .as(result.toString())
                .isNotIn(FaultDomain.unknown, FaultDomain.prober, good ? FaultDomain.provider : FaultDomain.none);
        assertThat(result.toString()).doesNotContain(Probing.KEY);
    }

    /** The bytes of a whole answer, head included. */
    @Provide
    Arbitrary<AnyBody.Case> answers() {
        Arbitrary<String> odd = Combinators.combine(
                        Arbitraries.of(STATUS_LINES),
                        Arbitraries.of(HEADERS).list().ofMaxSize(4))
                .as((status, headers) -> status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
        Arbitrary<String> good = Arbitraries.just("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
        Arbitrary<Double> share = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(1.0)),
                Tuple.of(1, Arbitraries.doubles().between(0, 1)));
        return Combinators.combine(Arbitraries.oneOf(odd, good), AnyBody.cases(), share)
                .as((head, any, kept) -> AnyBody.Case.of(any.call(), AnyBody.cut(joined(head, any.body()), kept)));
    }

    private static byte[] joined(String head, byte[] body) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        both.writeBytes(body);
        return both.toByteArray();
    }
}
