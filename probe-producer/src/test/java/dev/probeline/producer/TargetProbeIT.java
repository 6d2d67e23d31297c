package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.probeline.producer.io.HttpClients;
import dev.probeline.producer.io.ProbeIds;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.producer.io.Watchdog;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.FaultBoard;
import dev.probeline.simulator.core.FaultRule;
import dev.probeline.simulator.core.Glob;
import dev.probeline.simulator.io.ExtraPort;
import java.time.Clock;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What the event of a probe holds, beyond its outcome. */
class TargetProbeIT {
    private static final String SIMULATED = """
            keys: {main: %s}
            models:
              chat:
                snapshot: chat-2026
                first_token: {median: 20ms}
                inter_token: {median: 3ms}
                output_tokens: {median: 12, sigma: 0}
              vector: {kind: embedding, first_token: {median: 20ms}}
              retiring: {shutdown_date: 2027-10-23}
              limited: {limits: {requests_per_minute: 6, tokens_per_minute: 60000}}
            """.formatted(Probing.KEY);

    private static Simulator simulator;
    private static Probing probing;

    @BeforeAll
    static void start() {
        simulator = new Simulator(Probing.simulator(SIMULATED));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider: mine, endpoint: chat/completions",
                "provider: mine, endpoint: responses",
                "provider: anthropic"
            })
    void whatAModelWritesIsTimedCountedAndSigned(String how) {
        ProbeResult streamed = once("model: chat", how);
        assertThat(streamed.getTtftMs()).isBetween(streamed.getTtfbMs(), streamed.getLatencyMs());
        assertThat(streamed.getContentChunks()).isEqualTo(12);
        assertThat(streamed.getMaxChunkGapMs()).isPositive();
        ProbeResult whole = once("model: chat, stream: false", how);
        assertThat(whole.getTtftMs()).isNull();
        assertThat(whole.getContentChunks()).isNull();
        assertThat(List.of(streamed, whole)).allSatisfy(result -> {
            assertThat(result.getCompletionTokens()).isEqualTo(12);
            assertThat(result.getPromptTokens()).isPositive();
            assertThat(result.getResponseModel()).isEqualTo("chat-2026");
            assertThat(result.getServiceTier()).isIn("default", "standard");
            assertThat(result.getFinishReason()).isIn("stop", "completed", "end_turn");
            assertThat(result.getRequestId()).startsWith("req_");
            assertThat(result.getRatelimitRemainingRequests()).isPositive();
            assertThat(result.getRatelimitResetTokensMs()).isNotNull();
        });
    }

    @Test
    void anEmbeddingHasALatencyAndNoToken() {
        ProbeResult result = once("model: vector", "provider: mine, endpoint: embeddings");
        assertThat(result.getOutcome()).isEqualTo(Outcome.success);
        assertThat(result.getTtftMs()).isNull();
        assertThat(result.getPromptTokens()).isPositive();
        assertThat(result.getCompletionTokens()).isNull();
    }

    @Test
    void aModelsCardTellsItsEndAndCostsNothing() {
        ProbeResult result = once("model: retiring", "provider: mine, endpoint: models");
        assertThat(result.getOutcome()).isEqualTo(Outcome.success);
        assertThat(result.getShutdownDate()).isEqualTo("2027-10-23");
        assertThat(result.getPromptTokens()).isNull();
        assertThat(once("model: chat", "provider: mine, endpoint: models").getShutdownDate())
                .isNull();
    }

    @Test
    void whatIsNotReportedIsNullAndNotZero() {
        assertThat(under("missing_usage").getCompletionTokens()).isNull();
        ProbeResult result = under("no_rate_limit_headers");
        assertThat(result.getRatelimitLimitRequests()).isNull();
        assertThat(result.getRatelimitRemainingTokens()).isNull();
    }

    @Test
    void whatIsLeftOfTheLimitsCountsDownUntilNothingIs() {
        TargetProbe probe = probe("model: limited, max_completion_tokens: 16", "provider: mine");
        for (long left = 5; left >= 0; left--) {
            ProbeResult result = Probing.run(probe).get(0);
            assertThat(result.getRatelimitRemainingRequests()).isEqualTo(left);
            assertThat(result.getRatelimitResetRequestsMs()).isPositive();
        }
        ProbeResult refused = Probing.run(probe).get(0);
        assertThat(refused.getErrorType()).isEqualTo("rate_limit_exceeded");
        assertThat(refused.getRetryAfterMs()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000})
    void inputHasAboutTheSizeThatIsAskedFor(int tokens) {
        ProbeResult result = once("model: chat, input_tokens: " + tokens, "provider: mine");
        assertThat(result.getPromptTokens().doubleValue()).isCloseTo(tokens, within(0.3 * tokens));
    }

    @Test
    void aKeyThatHasToBeRefusedIsASuccessWhenItIs() {
        String wanted = "must_fail: {error_type: authentication_error, status: 401}";
        ProbeResult refused = Probing.run(probing.target("base_url: '" + simulator.baseUrl()
                        + "', provider: mine, retries: [], model: chat, headers: {Authorization: Bearer revoked}, "
                        + wanted))
                .get(0);
        assertThat(refused.getOutcome()).isEqualTo(Outcome.success);
        assertThat(refused.getStatusCode()).isEqualTo(401);
        ProbeResult accepted = once("model: chat, " + wanted, "provider: mine");
        assertThat(accepted.getErrorType()).isEqualTo("expectation_failed");
    }

    @Test
    void anAnswerThatIsNotAsExpectedFailsWithoutBeingQuoted() {
        ProbeResult result = once("model: chat, expect: {contains: [no such word]}", "provider: mine");
        assertThat(result.getErrorType()).isEqualTo("expectation_failed");
        assertThat(result.getErrorMessage()).isEqualTo("contains[0] does not occur in the text");
        assertThat(result.getTtftMs()).isPositive();
        ProbeResult good = once("model: chat, expect: {matches: 'Voilà.', max_latency: 30s}", "provider: mine");
        assertThat(good.getOutcome()).as(good.getErrorMessage()).isEqualTo(Outcome.success);
    }

    @Test
    void aModelThatIsGoneSaysWhenItWorkedLast() {
        TargetProbe probe = probe("model: chat", "provider: mine");
        ProbeResult last = Probing.run(probe).get(0);
        ProbeResult gone = during("http_404", probe);
        assertThat(gone.getErrorType()).isEqualTo("model_not_found");
        assertThat(gone.getWorkedUntil()).isEqualTo(last.getCompletedAt());
        assertThat(once("model: nowhere", "provider: mine").getWorkedUntil()).isNull();
    }

    @Test
    void anotherModelBehindTheNameIsAFactOnTheEvent() {
        TargetProbe probe = probe("model: chat", "provider: mine");
        assertThat(Probing.run(probe).get(0).getPreviousResponseModel()).isNull();
        ProbeResult changed = during("backend_changed", probe);
        assertThat(changed.getOutcome()).isEqualTo(Outcome.success);
        assertThat(changed.getPreviousSystemFingerprint()).isEqualTo("fp_simulated");
        assertThat(changed.getPreviousServiceTier()).isEqualTo("default");
        assertThat(changed.getPreviousResponseModel()).isNull();
        ProbeResult back = during("model_substituted", probe);
        assertThat(back.getPreviousSystemFingerprint()).isEqualTo("fp_other");
        assertThat(back.getPreviousResponseModel()).isEqualTo("chat-2026");
    }

    @Test
    void aTargetThatIsEditedKnowsItsModelFromBefore() {
        try (HttpClients http = new HttpClients(1);
                Watchdog watchdog = new Watchdog()) {
            Rosters rosters = new Rosters(http, watchdog, Clock.systemUTC(), new ProbeIds());
            Probing.run(edited(rosters, "interval: 30s"));
            ProbeResult changed = during("model_substituted", edited(rosters, "interval: 60s"));
            assertThat(changed.getPreviousResponseModel()).isEqualTo("chat-2026");
        }
    }

    private static TargetProbe edited(Rosters rosters, String settings) {
        ProducerConfig config = Probing.config(simulator.baseUrl(), "model: chat, retries: [], " + settings);
        return rosters.of(config).entries().get("a").probe();
    }

    @Test
    void plainTextOnATlsPortIsATlsError() {
        String base = simulator.baseUrl().replace("http:", "https:");
        TargetProbe probe = probing.probe(base, "model: chat, retries: []");
        assertThat(Probing.run(probe).get(0).getErrorType()).isEqualTo("tls_error");
    }

    @Test
    void aColdCallHasPhasesThatAddUpAndAWarmOneHasNone() {
        String base = "https://127.0.0.1:" + simulator.extraPort(ExtraPort.TLS) + "/v1";
        TargetProbe probe = probing.probe(base, "model: chat, retries: []");
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
        FaultBoard.Armed armed = arm("http_500");
        try {
            List<ProbeResult> attempts = Probing.run(
                    probing.probe(simulator.baseUrl(), "model: chat, interval: 10s, retries: [10ms, 20ms]"));
            assertThat(attempts).extracting(ProbeResult::getAttempt).containsExactly(1, 2, 3);
            assertThat(attempts).extracting(ProbeResult::getFinal$).containsExactly(false, false, true);
            assertThat(attempts)
                    .extracting(ProbeResult::getProbeId)
                    .containsOnly(attempts.get(0).getProbeId());
        } finally {
            simulator.faults().disarm(OptionalInt.of(armed.id()));
        }
    }

    private static ProbeResult under(String fault) {
        return during(fault, probe("model: chat", "provider: mine"));
    }

    private static ProbeResult during(String fault, TargetProbe probe) {
        FaultBoard.Armed armed = arm(fault);
        try {
            return Probing.run(probe).get(0);
        } finally {
            simulator.faults().disarm(OptionalInt.of(armed.id()));
        }
    }

    private static ProbeResult once(String settings, String how) {
        return Probing.run(probe(settings, how)).get(0);
    }

    private static TargetProbe probe(String settings, String how) {
        return probing.target("base_url: '" + simulator.baseUrl() + "', retries: [], " + how + ", " + settings);
    }

    private static FaultBoard.Armed arm(String fault) {
        Glob any = Glob.parse("*");
        FaultRule rule = new FaultRule(fault, Map.of(), any, any, any, any, 1.0, Duration.ZERO, Optional.empty());
        return simulator.faults().arm(rule, System.nanoTime());
    }
}
