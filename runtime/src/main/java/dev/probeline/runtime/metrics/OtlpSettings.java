package dev.probeline.runtime.metrics;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A receiver of metrics by OTLP over HTTP, such as an OpenTelemetry collector.
 *
 * @param url of its metrics path, such as http://collector:4318/v1/metrics
 * @param headers sent with every export, such as the receiver's token
 * @param interval from one export to the next
 */
public record OtlpSettings(
        URI url,
        @Default("{}") Map<String, Secret> headers,
        @Default("30s") Duration interval) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public OtlpSettings {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        new Expect()
                .that(http && url.getHost() != null, "url", url.getScheme(), "http or https, and a host")
                .that(url.getUserInfo() == null, "url", "****", "no password; put it into headers, by reference")
                .that(
                        headers.values().stream().allMatch(OtlpSettings::fitsHeader),
                        "headers",
                        "****",
                        "values of printable ASCII")
                .that(interval.compareTo(SHORTEST) >= 0, "interval", interval, "at least 1s")
                .orThrow();
        headers = Map.copyOf(headers);
    }

    private static boolean fitsHeader(Secret value) {
        return value.reveal().chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
