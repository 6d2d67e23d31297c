package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.io.TargetProbe;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers do that the simulator does not: every call is one attempt and one result all the same, and no other is made. */
class OddServerIT {
    private static final String CARD = "{\"id\": \"m\", \"object\": \"model\"}";
    private static final String ANSWER =
            "{\"choices\": [{\"message\": {\"content\": \"{}\"}, \"finish_reason\": \"stop\"}]}";

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private final HandshakeCertificates trusted = new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .addTrustedCertificate(certificate.certificate())
            .build();
    private final MockWebServer server = new MockWebServer();
    private final Probing probing = new Probing(new OkHttpClient.Builder()
            .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
            .build());

    @BeforeEach
    void start() {
        probing.warm();
    }

    @AfterEach
    void stop() {
        probing.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "503, 0,           overloaded,      provider",
        "503, 99999999999, overloaded,      provider",
        "503, 1,           overloaded,      provider",
        "407, '',          _OTHER,          config",
        "408, 0,           timeout,         provider",
        "421, '',          _OTHER,          config",
        "401, '',          authentication_error, config",
        "308, '',          invalid_request, config"
    })
    void whateverTheAnswerTheCallIsMadeOnce(int status, String retryAfter, String type, FaultDomain domain)
            throws Exception {
        MockResponse.Builder answer =
                new MockResponse.Builder().code(status).body("{}").addHeader("Location", "/");
        if (!retryAfter.isEmpty()) {
            answer.addHeader("Retry-After", retryAfter);
        }
        server.enqueue(answer.build());
        server.enqueue(answer.build());
        server.start();
        List<ProbeResult> attempts = Probing.run(probe("http", "retries: [], endpoint: models"));
        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.getStatusCode()).isEqualTo(status);
            assertThat(attempt.getErrorType()).isEqualTo(type);
            assertThat(attempt.getFaultDomain()).isEqualTo(domain);
        });
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void afterAnAttemptThatHungTheNextHasAConnectionOfItsOwn() throws Exception {
        server.useHttps(trusted.sslSocketFactory());
        server.enqueue(new MockResponse.Builder().body(CARD).build());
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        server.enqueue(new MockResponse.Builder().body(CARD).build());
        server.start();
        TargetProbe probe = probe("https", "retries: [], endpoint: models, timeouts: {first_byte: 3s}");
        assertThat(Probing.run(probe).get(0).getOutcome()).isEqualTo(Outcome.success);
        ProbeResult hung = Probing.run(probe).get(0);
        assertThat(hung.getErrorType()).isEqualTo("first_byte_timeout");
        assertThat(hung.getConnection().name()).isEqualTo("reused");
        ProbeResult next = Probing.run(probe).get(0);
        assertThat(next.getOutcome()).isEqualTo(Outcome.success);
        assertThat(next.getConnection().name()).isEqualTo("new$");
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    }

    @Test
    void anAnswerWhoseHeadComesEarlyMayTakeItsTime() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(ANSWER)
                .bodyDelay(3, TimeUnit.SECONDS)
                .build());
        server.start();
        ProbeResult result = Probing.run(probe("http", "stream: false, retries: [], timeouts: {stall: 900ms}"))
                .get(0);
        assertThat(result.getOutcome()).as(result.getErrorMessage()).isEqualTo(Outcome.success);
    }

    @Test
    void anExpectationThatCannotBeJudgedIsAResultAllTheSame() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(ANSWER)
                .build());
        server.start();
        List<ProbeResult> attempts =
                Probing.run(probe("http", "stream: false, expect: {json_schema: '{\"$ref\": \"#\"}'}"));
        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.getErrorType()).isEqualTo("prober_error");
            assertThat(attempt.getFinal$()).isTrue();
        });
    }

    @Test
    void whatTheExtraBodySaysIsNotTold() throws Exception {
        String secret = "the recipe of our sauce";
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"error\": {\"message\": \"cannot read '" + secret + "' with effort minimal\"}}")
                .build());
        server.start();
        String extra = "extra_body: '{\"input\": [{\"text\": \"" + secret + "\"}], \"effort\": \"minimal\"}'";
        assertThat(Probing.run(probe("http", extra)).get(0).getErrorMessage())
                .isEqualTo("cannot read '[redacted]' with effort minimal");
    }

    @Test
    void whoeverAsksToBeLeftAloneIsSoAlsoByAProberThatGoes() throws Exception {
        MockResponse refusal = new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "20")
                .build();
        server.enqueue(refusal);
        server.enqueue(refusal);
        server.start();
        CountDownLatch draining = new CountDownLatch(1);
        List<ProbeResult> results = new ArrayList<>();
        probe("http", "retries: [1s]").run(Instant.now(), Duration.ofSeconds(30), draining, result -> {
            results.add(result);
            draining.countDown(); // while it waits for the second attempt
        });
        assertThat(results).extracting(ProbeResult::getAttempt).containsExactly(1, 2);
        assertThat(results).extracting(ProbeResult::getFinal$).containsExactly(false, true);
        assertThat(results.get(1).getFaultDomain()).isEqualTo(FaultDomain.prober);
        assertThat(results.get(1).getLatencyMs()).isNull();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private TargetProbe probe(String scheme, String settings) {
        return probing.target("base_url: '%s://localhost:%d/v1', provider: mine, model: m, %s"
                .formatted(scheme, server.getPort(), settings));
    }
}
