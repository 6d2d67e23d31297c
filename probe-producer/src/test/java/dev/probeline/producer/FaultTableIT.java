package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.io.TargetProbe;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.FaultBoard;
import dev.probeline.simulator.core.FaultRule;
import dev.probeline.simulator.core.Glob;
import dev.probeline.simulator.io.ExtraPort;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault has one name and one domain, ends within its timeout, and lets no key out. */
class FaultTableIT {
    private static final String MODELS = """
            models:
              chat: {first_token: {median: 20ms}, inter_token: {median: 3ms}, output_tokens: {median: 12}}
              vector: {kind: embedding, first_token: {median: 20ms}}
            """;
    private static final String PATIENCE =
            "timeouts: {connect: 700ms, first_byte: 700ms, first_token: 900ms, stall: 700ms, total: 2s}";
    private static final Duration ALL_OF_IT = Duration.ofMillis(2_000 + 500);

    private static Simulator simulator;
    private static Probing probing;

    @BeforeAll
    static void start() {
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(Certificates.decodeCertificatePem(simulator.certificateAuthority()))
                .build();
        probing = new Probing(new OkHttpClient.Builder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build());
    }

    @AfterAll
    static void stop() {
        probing.close();
        simulator.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "http_401, -, authentication_error, config, 401",
                "http_403, -, permission_denied, config, 403",
                "http_404, -, model_not_found, config, 404",
                "context_length_exceeded, -, context_length_exceeded, config, 400",
                "rate_limit_tokens, -, rate_limit_exceeded, account, 429",
                "rate_limit_requests, -, rate_limit_exceeded, account, 429",
                "rate_limit_without_headers, -, rate_limit_exceeded, account, 429",
                "insufficient_quota, -, insufficient_quota, account, 429",
                "credit_balance_exhausted, -, credit_balance_exhausted, account, 429",
                "slow_down, -, slow_down, account, 429",
                "http_500, -, server_error, provider, 500",
                "http_502, -, bad_gateway, provider, 502",
                "http_502, status=524, bad_gateway, provider, 524",
                "http_503, -, overloaded, provider, 503",
                "http_529, -, overloaded, provider, 529",
                "http_status, status=504, bad_gateway, provider, 504",
                "http_status, status=302, invalid_request, config, 302",
                "http_status, status=418, _OTHER, config, 418",
                "error_in_200, -, stream_error, provider, 200",
                "garbage, -, invalid_response, provider, 200",
                "headers_never, -, first_byte_timeout, provider, -",
                "slow_ttft, -, first_token_timeout, provider, 200",
                "keepalive_forever, every=100ms, first_token_timeout, provider, 200",
                "stall, -, stalled, provider, 200",
                "slow_drip, gap=400ms, timeout, provider, 200",
                "endless_stream, -, timeout, provider, 200",
                "error_after_200, -, stream_error, provider, 200",
                "eof_without_done, -, stream_truncated, provider, 200",
                "missing_done, -, stream_truncated, provider, 200",
                "missing_finish_reason, -, missing_finish_reason, provider, 200",
                "connection_closed, -, stream_truncated, provider, 200",
                "connection_reset, -, connection_reset, network, 200",
                "close_before_headers, -, connection_reset, network, -",
                "huge_body, size=8MiB, invalid_response, provider, 200",
                "empty_completion, -, empty_completion, provider, 200",
                "length_without_content, -, output_budget_exhausted, config, 200"
            })
    void aFaultHasOneNameAndOneDomain(String fault, String with, String type, FaultDomain domain, Integer status) {
        ProbeResult result = under(fault, with, "chat/completions", "chat");
        assertThat(result.getErrorType())
                .as(String.valueOf(result.getErrorMessage()))
                .isEqualTo(type);
        assertThat(result.getFaultDomain()).isEqualTo(domain);
        assertThat(result.getStatusCode()).isEqualTo(status);
        assertThat(result.getOutcome()).isEqualTo(Outcome.failure);
    }

    @ParameterizedTest
    @CsvSource({
        "missing_usage",
        "multi_token_chunks",
        "obfuscation",
        "crlf",
        "comments",
        "byte_order_mark",
        "split_utf8",
        "model_substituted",
        "no_rate_limit_headers",
        "low_headroom"
    })
    void whatIsNoFaultOfTheAnswerIsASuccess(String oddity) {
        ProbeResult result = under(oddity, null, "chat/completions", "chat");
        assertThat(result.getErrorType())
                .as(String.valueOf(result.getErrorMessage()))
                .isNull();
        assertThat(result.getFaultDomain()).isEqualTo(FaultDomain.none);
        assertThat(result.getTtftMs()).isPositive();
        assertThat(result.getCompletionTokens() == null).isEqualTo(oddity.equals("missing_usage"));
        assertThat(result.getRatelimitLimitRequests() == null).isEqualTo(oddity.equals("no_rate_limit_headers"));
    }

    @ParameterizedTest
    @CsvSource({"http_500, server_error", "garbage, invalid_response", "headers_never, first_byte_timeout"})
    void embeddingsFailAlike(String fault, String type) {
        assertThat(under(fault, null, "embeddings", "vector").getErrorType()).isEqualTo(type);
    }

    @Test
    void anEmbeddingHasALatencyAndNoToken() {
        ProbeResult result = under(null, null, "embeddings", "vector");
        assertThat(result.getOutcome()).isEqualTo(Outcome.success);
        assertThat(result.getTtftMs()).isNull();
        assertThat(result.getPromptTokens()).isPositive();
        assertThat(result.getCompletionTokens()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, connection_refused, network",
        "HANG, connect_timeout, network",
        "TLS_EXPIRED, tls_certificate_invalid, provider",
        "TLS_WRONG_HOST, tls_certificate_invalid, provider"
    })
    void aPortThatCannotBeUsedHasItsName(ExtraPort port, String type, FaultDomain domain) {
        ProbeResult result = once(base(port), "chat/completions", "chat");
        assertThat(result.getErrorType())
                .as(String.valueOf(result.getErrorMessage()))
                .isEqualTo(type);
        assertThat(result.getFaultDomain()).isEqualTo(domain);
        assertThat(result.getStatusCode()).isNull();
    }

    @Test
    void aHostWithoutAddressIsADnsError() {
        ProbeResult result = once("http://no-such-host.invalid/v1", "chat/completions", "chat");
        assertThat(result.getErrorType()).isEqualTo("dns_error");
        assertThat(result.getFaultDomain()).isEqualTo(FaultDomain.network);
    }

    @Test
    void plainTextOnATlsPortIsATlsError() {
        String base = simulator.baseUrl().replace("http:", "https:");
        assertThat(once(base, "chat/completions", "chat").getErrorType()).isEqualTo("tls_error");
    }

    @Test
    void aColdCallHasPhasesThatAddUpAndAWarmOneHasNone() {
        TargetProbe probe = probing.probe(base(ExtraPort.TLS), "model: chat, retries: [], " + PATIENCE);
        ProbeResult cold = Probing.run(probe).get(0);
        assertThat(cold.getConnection().name()).isEqualTo("new$");
        double setUp = cold.getConnectMs() + cold.getTlsMs();
        assertThat(cold.getLatencyMs()).isGreaterThanOrEqualTo(setUp + cold.getTtfbMs());
        assertThat(cold.getTtftMs()).isBetween(cold.getTtfbMs(), cold.getLatencyMs());
        ProbeResult warm = Probing.run(probe).get(0);
        assertThat(warm.getConnection().name()).isEqualTo("reused");
        assertThat(warm.getDnsMs()).isNull();
        assertThat(warm.getTlsMs()).isNull();
    }

    @Test
    void everyAttemptOfAProbeIsToldAndOneIsFinal() {
        FaultBoard.Armed armed = arm("http_500", null);
        try {
            List<ProbeResult> attempts = Probing.run(probing.probe(
                    simulator.baseUrl(), "model: chat, interval: 10s, retries: [10ms, 20ms], " + PATIENCE));
            assertThat(attempts).extracting(ProbeResult::getAttempt).containsExactly(1, 2, 3);
            assertThat(attempts).extracting(ProbeResult::getFinal$).containsExactly(false, false, true);
            assertThat(attempts)
                    .extracting(ProbeResult::getProbeId)
                    .containsOnly(attempts.get(0).getProbeId());
        } finally {
            simulator.faults().disarm(OptionalInt.of(armed.id()));
        }
    }

    private static ProbeResult under(String fault, String with, String endpoint, String model) {
        FaultBoard.Armed armed = fault == null ? null : arm(fault, with);
        try {
            return once(simulator.baseUrl(), endpoint, model);
        } finally {
            simulator.faults().disarm(armed == null ? OptionalInt.of(0) : OptionalInt.of(armed.id()));
        }
    }

    private static ProbeResult once(String baseUrl, String endpoint, String model) {
        String settings = "endpoint: %s, model: %s, retries: [], %s".formatted(endpoint, model, PATIENCE);
        long start = System.nanoTime();
        List<ProbeResult> attempts = Probing.run(probing.probe(baseUrl, settings));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ALL_OF_IT);
        assertThat(attempts).hasSize(1);
        ProbeResult result = attempts.get(0);
        assertThat(result.toString())
                .doesNotContain(Probing.KEY)
                .doesNotContain("sk-")
                .doesNotContain("org-");
        assertThat(result.getFinal$()).isTrue();
        return result;
    }

    private static FaultBoard.Armed arm(String fault, String with) {
        Map<String, String> parameters = new HashMap<>();
        if (with != null) {
            String[] pair = with.split("=", 2);
            parameters.put(pair[0], pair[1]);
        }
        Glob any = Glob.parse("*");
        FaultRule rule = new FaultRule(fault, parameters, any, any, any, any, 1.0, Duration.ZERO, Optional.empty());
        return simulator.faults().arm(rule, System.nanoTime());
    }

    private static String base(ExtraPort port) {
        boolean tls = port.name().startsWith("TLS");
        return (tls ? "https" : "http") + "://127.0.0.1:" + simulator.extraPort(port) + "/v1";
    }
}
