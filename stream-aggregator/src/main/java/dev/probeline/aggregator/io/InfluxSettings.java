package dev.probeline.aggregator.io;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * An InfluxDB 2.x, or what speaks its write API.
 *
 * @param batch most points in one write
 * @param timeout of one write
 * @param earlyWindows whether a window is written while it is still open; its final record overwrites it
 * @param results whether raw results are written beside the windows
 */
public record InfluxSettings(
        URI url,
        @Default("probeline") String org,
        @Default("probeline") String bucket,
        @Default("") Secret token,
        @Default("1000") int batch,
        @Default("10s") Duration timeout,
        @Default("true") boolean earlyWindows,
        @Default("false") boolean results) {

    public InfluxSettings {
        new Expect()
                .that(
                        "http".equals(url.getScheme()) || "https".equals(url.getScheme()),
                        "url",
                        url,
                        "http:// or https://")
                .that(batch >= 1 && batch <= 100_000, "batch", batch, "1 … 100000")
                .that(timeout.toMillis() > 0, "timeout", timeout, "more than 0s")
                .orThrow();
    }
}
