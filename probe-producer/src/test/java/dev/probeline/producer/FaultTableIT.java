package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.probeline.producer.FaultTable.Cell;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.FaultKind;
import dev.probeline.simulator.core.FaultRule;
import dev.probeline.simulator.core.Glob;
import dev.probeline.simulator.core.Truth;
import dev.probeline.simulator.io.ExtraPort;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/**
 * The whole {@link FaultTable} against the simulator: each fault over each way to call has one name and one domain, ends
 * within its timeout, and lets no key out. All cells run at one time, each in a region of its own, so that no fault
 * befalls another's call.
 */
class FaultTableIT {
    private static final String MODELS = """
            error_latency: {median: 5ms}
            models:
              chat: {first_token: {median: 20ms}, inter_token: {median: 3ms}, output_tokens: {median: 12, sigma: 0}}
              vector: {kind: embedding, first_token: {median: 20ms}}
            """;
    private static final String PATIENCE =
            "timeouts: {connect: 2s, first_byte: 2s, first_token: 2500ms, stall: 2s, total: 5s}";
    /** Where a fault is not that something takes long, no machine is too slow. */
    private static final String NO_HURRY =
            "timeouts: {connect: 20s, first_byte: 20s, first_token: 20s, stall: 20s, total: 20s}";

    /** The longest patience, and a machine that has other things to do as well. */
    private static final Duration ALL_OF_IT = Duration.ofSeconds(5 + 2);

    private static final Set<String> TAKE_LONG =
            Set.of("connect_timeout", "first_byte_timeout", "first_token_timeout", "stalled", "timeout");

    private static final int AT_ONE_TIME = 24;

    /** What came of a cell. */
    private record Run(List<ProbeResult> attempts, Duration took) {}

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    private static Simulator simulator;
    private static Probing probing;
    private static ExecutorService threads;
    private static Map<Cell, Future<Run>> runs;

    @BeforeAll
    static void runAll() {
        LOG.start();
        ((Logger) LoggerFactory.getLogger("dev.probeline")).addAppender(LOG);
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(Certificates.decodeCertificatePem(simulator.certificateAuthority()))
                .build();
        probing = new Probing(new OkHttpClient.Builder()
                        .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                        .build())
                .warm();
        threads = Executors.newFixedThreadPool(AT_ONE_TIME);
        runs = new LinkedHashMap<>();
        for (Cell cell : FaultTable.cells()) {
            String region = "cell-" + runs.size();
            arm(cell, region);
            runs.put(cell, threads.submit(() -> run(cell, region)));
        }
    }

    @AfterAll
    static void stop() {
        ((Logger) LoggerFactory.getLogger("dev.probeline")).detachAppender(LOG);
        threads.shutdownNow();
        probing.close();
        simulator.close();
    }

    @TestFactory
    Stream<DynamicTest> everyFaultHasOneNameAndOneDomainHoweverItIsMet() {
        return runs.entrySet().stream()
                .map(run -> DynamicTest.dynamicTest(
                        run.getKey().toString(),
                        () -> verify(run.getKey(), run.getValue().get())));
    }

    @Test
    void everyFaultOfTheSimulatorIsInTheTable() {
        assertThat(FaultTable.cells().stream().map(Cell::name))
                .containsAll(
                        Arrays.stream(FaultKind.values()).map(FaultKind::id).toList());
    }

    @Test
    void noLogLineHoldsAKey() throws Exception {
        for (Future<Run> run : runs.values()) {
            run.get();
        }
        assertThat(List.copyOf(LOG.list))
                .noneMatch(line -> line.getFormattedMessage().contains("sk-test"))
                .noneMatch(line -> String.valueOf(line.getKeyValuePairs()).contains("sk-test"));
    }

    private static void verify(Cell cell, Run run) {
        if (takesLong(cell)) {
            assertThat(run.took()).isLessThan(ALL_OF_IT);
        }
        assertThat(run.attempts()).hasSize(1);
        ProbeResult result = run.attempts().get(0);
        assertThat(result.getErrorType())
                .as(String.valueOf(result.getErrorMessage()))
                .isEqualTo(cell.errorType());
        boolean good = cell.errorType() == null;
        assertThat(result.getOutcome()).isEqualTo(good ? Outcome.success : Outcome.failure);
        assertThat(result.getFaultDomain().name()).isEqualTo(good ? "none" : FaultTable.DOMAINS.get(cell.errorType()));
        assertThat(result.getFinal$()).isTrue();
        assertThat(result.getProvider().equals("azure.ai.openai"))
                .isEqualTo(cell.mode().startsWith("azure"));
        assertThat(result.getStream()).isEqualTo(cell.mode().endsWith("~"));
        assertThat(result.toString())
                .doesNotContain(Probing.KEY)
                .doesNotContain("sk-")
                .doesNotContain("org-")
                .doesNotContain("Voilà");
        if (result.getStatusCode() != null) {
            Truth truth = simulator.truth().find(result.getClientRequestId()).orElseThrow();
            assertThat(truth.facts().faults()).containsExactly(cell.name());
            assertThat(result.getStatusCode()).isEqualTo(truth.facts().status());
        }
    }

    private static Run run(Cell cell, String region) {
        long start = System.nanoTime();
        String mode = cell.mode().replace("~", "");
        String target = "%s, model: %s, stream: %s, retries: [], headers: {X-Simulated-Region: %s}, %s"
                .formatted(
                        address(cell, mode),
                        mode.equals("embeddings") ? "vector" : "chat",
                        cell.mode().endsWith("~"),
                        region,
                        takesLong(cell) ? PATIENCE : NO_HURRY);
        List<ProbeResult> attempts = Probing.run(probing.target(target));
        return new Run(attempts, Duration.ofNanos(System.nanoTime() - start));
    }

    private static boolean takesLong(Cell cell) {
        return cell.errorType() != null && TAKE_LONG.contains(cell.errorType());
    }

    private static String address(Cell cell, String mode) {
        String base = base(cell);
        return switch (mode) {
            case "azure" -> "provider: azure-openai, base_url: '" + base.replace("/v1", "") + "'";
            case "messages" -> "provider: anthropic, base_url: '" + base + "'";
            case "chat" -> "provider: simulator, base_url: '" + base + "'";
            default -> "provider: simulator, endpoint: " + mode + ", base_url: '" + base + "'";
        };
    }

    private static String base(Cell cell) {
        if (cell.fault().equals("dns")) {
            return "http://no-such-host.invalid/v1";
        }
        if (!cell.fault().startsWith("port=")) {
            return simulator.baseUrl();
        }
        String name = cell.fault().substring("port=".length());
        ExtraPort port = ExtraPort.valueOf(name.toUpperCase(Locale.ROOT));
        return (name.startsWith("tls") ? "https" : "http") + "://127.0.0.1:" + simulator.extraPort(port) + "/v1";
    }

    private static void arm(Cell cell, String region) {
        if (cell.fault().startsWith("port=") || cell.fault().equals("dns")) {
            return;
        }
        Glob any = Glob.parse("*");
        FaultRule rule = new FaultRule(
                cell.name(), cell.with(), any, any, Glob.parse(region), any, 1.0, Duration.ZERO, Optional.empty());
        simulator.faults().arm(rule, System.nanoTime());
    }
}
