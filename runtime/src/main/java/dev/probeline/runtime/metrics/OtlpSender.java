package dev.probeline.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends exports, and tells of a receiver that does not take them once and not at every interval. What it misses is in
 * the next export: the figures are cumulative.
 */
final class OtlpSender implements OtlpMetricsSender {
    private static final Logger log = LoggerFactory.getLogger(OtlpSender.class);

    private final OtlpMetricsSender http =
            new OtlpHttpMetricsSender(new HttpUrlConnectionSender(Duration.ofSeconds(2), Duration.ofSeconds(5)));
    private final Counter failures;
    private boolean failing;

    OtlpSender(MeterRegistry registry) {
        failures = Counter.builder("probeline.otlp.export.failures")
                .description("Exports of metrics that the OTLP receiver did not take.")
                .register(registry);
    }

    @Override
    public void send(Request request) {
        try {
            http.send(request);
            if (failing) {
                log.info("Metrics are exported again");
            }
            failing = false;
        } catch (Exception e) {
            failures.increment();
            (failing ? log.atDebug() : log.atWarn())
                    .addKeyValue("url", request.getAddress())
                    .addKeyValue("cause", cause(e))
                    .log("Metrics cannot be exported");
            failing = true;
        }
    }

    /** Without the answer's body, which may echo a token. */
    private static String cause(Exception e) {
        return String.valueOf(e.getMessage()).split(" and body ", 2)[0];
    }
}
