package dev.probeline.alerts.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.ProbeMetrics;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class MetricsTest {
    /** Labels, times, and what is not one number. */
    private static final Set<String> NO_METRIC = Set.of(
            "provider",
            "model",
            "endpoint",
            "region",
            "target",
            "api_key_alias",
            "window_start",
            "window_end",
            "window_size_ms",
            "as_of",
            "revision",
            "final",
            "regions",
            "examples",
            "errors_by_type",
            "errors_by_fault_domain",
            "attempts_by_status",
            "attempts_by_response_model",
            "attempts_by_system_fingerprint",
            "shutdown_date");

    private static final Set<String> MADE_OF_SEVERAL_FIELDS = Set.of("provider_error_rate", "shutdown_in");

    @Test
    void everyNumberOfTheRecordHasAName() {
        Set<String> fields = ProbeMetrics.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .filter(name -> !NO_METRIC.contains(name))
                .map(name ->
                        name.replaceFirst("_ms$", "").replaceFirst("^min_ratelimit_headroom_", "ratelimit_headroom."))
                .collect(Collectors.toSet());

        Set<String> named = Metrics.names().stream()
                .filter(name -> !MADE_OF_SEVERAL_FIELDS.contains(name))
                .map(name -> name.startsWith("ratelimit") ? name : name.replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());

        assertThat(named).isEqualTo(fields);
    }
}
