package dev.probeline.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.config.Secret;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private OtlpReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new OtlpReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void withoutAReceiverThereIsThePageAlone() {
        try (Telemetry telemetry = new Telemetry("demo", Map.of(), Optional.empty())) {
            assertThat(telemetry.meters()).isSameAs(telemetry.page());
            assertThat(telemetry.page().scrape()).contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void meteredOnceItIsOnThePageAndAtTheReceiver() {
        try (Telemetry telemetry = exporting(Duration.ofHours(1))) {
            Timer.builder("gen_ai.client.operation.duration")
                    .serviceLevelObjectives(Duration.ofSeconds(1), Duration.ofSeconds(2))
                    .tags("gen_ai.request.model", "m", "error.type", "")
                    .register(telemetry.meters())
                    .record(Duration.ofMillis(1_500));
            assertThat(telemetry.page().scrape())
                    .contains("gen_ai_client_operation_duration_seconds_bucket{error_type=\"\","
                            + "gen_ai_request_model=\"m\",service=\"demo\",le=\"2.0\"} 1");
        }

        Metric metric = receiver.metric("gen_ai.client.operation.duration").orElseThrow();
        HistogramDataPoint point = metric.getHistogram().getDataPoints(0);
        assertThat(metric.getUnit()).isEqualTo("seconds");
        assertThat(point.getExplicitBoundsList()).startsWith(1.0, 2.0);
        assertThat(point.getBucketCountsList()).startsWith(0L, 1L);
        assertThat(point.getSum()).isEqualTo(1.5);
        assertThat(OtlpReceiver.texts(point.getAttributesList())).containsOnly(Map.entry("gen_ai.request.model", "m"));
        assertThat(receiver.resource()).containsEntry("service.name", "demo").containsEntry("cloud.region", "eu-west");
        assertThat(receiver.headers().getFirst("X-Token")).isEqualTo("t0ken");
        assertThat(receiver.metric("jvm.memory.used")).isPresent();
    }

    @Test
    void exportsAtItsInterval() {
        try (Telemetry telemetry = exporting(Duration.ofSeconds(1))) {
            telemetry.meters().counter("demo.calls").increment();
            await().until(() -> receiver.metric("demo.calls").isPresent());
        }
    }

    @Test
    void aReceiverThatRefusesIsCountedAndGetsTheSumLater() {
        receiver.answerWith(503);
        try (Telemetry telemetry = exporting(Duration.ofSeconds(1))) {
            telemetry.meters().counter("demo.calls").increment(3);
            await().until(() -> receiver.calls() > 0);
            await().until(() -> telemetry
                            .page()
                            .get("probeline.otlp.export.failures")
                            .counter()
                            .count()
                    > 0);
            receiver.answerWith(200);
            await().until(() -> receiver.metric("demo.calls").isPresent());
        }
        assertThat(receiver.metric("demo.calls")
                        .orElseThrow()
                        .getSum()
                        .getDataPoints(0)
                        .getAsDouble())
                .isEqualTo(3);
    }

    @Test
    void settingsNeverShowAHeader() throws InvalidConfigException {
        OtlpSettings settings = ConfigFile.parse(
                "{url: 'http://c:4318/v1/metrics', headers: {authorization: s3cr3t}}",
                "otlp.yaml",
                OtlpSettings.class,
                name -> null);
        assertThat(settings.toString()).doesNotContain("s3cr3t");
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void wrongSettingsAreFaults() {
        assertThatThrownBy(() -> ConfigFile.parse(
                        "{url: 'ftp://me:s3cr3t@c/', headers: {a: \"s3cr3t\\n\"}, interval: 10ms}",
                        "otlp.yaml",
                        OtlpSettings.class,
                        name -> null))
                .hasMessageContainingAll(
                        "url: ftp (expected: http or https",
                        "url: **** (expected: no password",
                        "headers: ****",
                        "interval: 10ms (expected: at least 1s)")
                .hasMessageNotContaining("s3cr3t");
    }

    private Telemetry exporting(Duration interval) {
        OtlpSettings settings = new OtlpSettings(receiver.url(), Map.of("X-Token", Secret.of("t0ken")), interval);
        return new Telemetry("demo", Map.of("cloud.region", "eu-west"), Optional.of(settings));
    }
}
