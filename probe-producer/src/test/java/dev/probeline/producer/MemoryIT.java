package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.FaultRule;
import dev.probeline.simulator.core.Glob;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However much a server sends, a probe takes little of it: what its thread allocates in all is bounded. */
class MemoryIT {
    private static final String MODELS = """
            error_latency: {median: 5ms}
            models:
              chat: {first_token: {median: 20ms}, inter_token: {median: 1ms}, output_tokens: {median: 12, sigma: 0}}
            """;
    private static final long MOST = 20 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Simulator simulator;
    private static Probing probing;

    @BeforeAll
    static void start() {
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        probing = new Probing(new OkHttpClient()).warm();
    }

    @AfterAll
    static void stop() {
        probing.close();
        simulator.close();
    }

    @AfterEach
    void heal() {
        simulator.faults().disarm(java.util.OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a line that never ends | huge_body | size=100MiB | stream: true | invalid_response",
                "a whole body of 100 MiB | huge_body | size=100MiB | stream: false | invalid_response",
                "comments without end | keepalive_forever | every=1ms | stream: true | first_token_timeout",
                "content without end | endless_stream | gap=1ms | stream: true, expect: {contains: [x]} | timeout"
            })
    void aProbeTakesNoMoreThanItNeeds(String what, String fault, String with, String settings, String type) {
        arm(fault, with);
        assertThat(allocatedBy(settings, type)).as(what).isLessThan(MOST);
    }

    @ParameterizedTest
    @CsvSource({"http_500, server_error", "http_403, permission_denied"})
    void anErrorOf100MebibytesIsReadToItsFirstPage(String fault, String type) {
        arm(fault, null);
        arm("huge_body", "size=100MiB");
        assertThat(allocatedBy("stream: true", type)).isLessThan(MOST);
    }

    private static long allocatedBy(String settings, String type) {
        TargetProbe probe = probing.probe(
                simulator.baseUrl(),
                settings
                        + ", model: chat, retries: [], timeouts: {first_byte: 3s, first_token: 3s, stall: 3s, total: 4s}");
        long before = THREADS.getCurrentThreadAllocatedBytes();
        ProbeResult result = Probing.run(probe).get(0);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(result.getErrorType()).as(result.getErrorMessage()).isEqualTo(type);
        return allocated;
    }

    private static void arm(String fault, String with) {
        Map<String, String> parameters = with == null
                ? Map.of()
                : Map.of(with.substring(0, with.indexOf('=')), with.substring(with.indexOf('=') + 1));
        Glob any = Glob.parse("*");
        simulator
                .faults()
                .arm(
                        new FaultRule(fault, parameters, any, any, any, any, 1.0, Duration.ZERO, Optional.empty()),
                        System.nanoTime());
    }
}
