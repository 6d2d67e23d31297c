package dev.probeline.aggregator.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PointsTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.250Z");

    @Test
    void anAttemptIsAPointWithItsLabelsAndWhatWasMeasured() {
        Point point = ResultPoint.of(failed("probe-1", 2));

        assertThat(point.toLineProtocol())
                .startsWith("api_probe,api_key_alias=prod,endpoint=chat/completions,model=gpt\\ 4,provider=openai,"
                        + "region=eu,target=chat attempt=2i,error_type=\"stalled\",fault_domain=\"provider\",final=true,"
                        + "latency_ms=850.5,probe_id=\"probe-1\",prober=\"prober-1\",success=0i 1767225600250");
    }

    @Test
    void theTextOfAnErrorStaysOnTheTopic() {
        assertThat(ResultPoint.of(failed("probe-1", 1)).toLineProtocol()).doesNotContain("no chunk for");
    }

    @Test
    void attemptsOfOneMillisecondHaveTimesOfTheirOwnAndTheSameAttemptAlwaysTheSame() {
        List<Number> times = Stream.of(failed("one", 1), failed("one", 2), failed("two", 1))
                .map(result -> ResultPoint.of(result).getTime())
                .toList();

        assertThat(times).doesNotHaveDuplicates();
        assertThat(times).allSatisfy(time -> assertThat(time.longValue() / 1000).isEqualTo(AT.toEpochMilli()));
        assertThat(ResultPoint.of(failed("one", 2)).getTime()).isEqualTo(times.get(1));
    }

    @Test
    void ofABatchOnlyTheNewestOfEachPointRemains() {
        List<Entry> batch =
                List.of(entry(0, "a", 1), entry(1, "b", 1), entry(2, "a", 1), entry(3, "a", 2), entry(4, "b", 1));

        assertThat(Entry.newestOfEachPoint(batch))
                .extracting(entry -> entry.source().offset())
                .containsExactlyInAnyOrder(2L, 3L, 4L);
    }

    private static Entry entry(long offset, String region, long time) {
        Point point = Point.measurement("probe_metrics")
                .addTag("region", region)
                .addField("revision", offset)
                .time(time, WritePrecision.MS);
        return new Entry(
                new ConsumerRecord<>("t", 0, offset, new byte[0], "v".getBytes(StandardCharsets.UTF_8)),
                "probe_metrics",
                point);
    }

    private static ProbeResult failed(String probe, int attempt) {
        return ProbeResult.newBuilder()
                .setProvider("openai")
                .setModel("gpt 4")
                .setEndpoint("chat/completions")
                .setRegion("eu")
                .setTarget("chat")
                .setApiKeyAlias("prod")
                .setProbeId(probe)
                .setAttempt(attempt)
                .setFinal$(true)
                .setProber("prober-1")
                .setScheduledAt(AT)
                .setStartedAt(AT)
                .setCompletedAt(AT)
                .setOutcome(Outcome.failure)
                .setErrorType("stalled")
                .setErrorMessage("no chunk for 10 s")
                .setFaultDomain(FaultDomain.provider)
                .setConnection(ConnectionUse.reused)
                .setLatencyMs(850.5)
                .build();
    }
}
