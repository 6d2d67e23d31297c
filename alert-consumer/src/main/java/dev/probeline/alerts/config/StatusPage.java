package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.net.URI;
import java.time.Duration;

/**
 * A provider's own status page, in the form of Atlassian's Statuspage.
 *
 * @param url such as {@code https://status.example.com/api/v2/summary.json}
 * @param interval how often it is asked; the page is somebody else's
 */
public record StatusPage(
        URI url,
        @Default("1m") Duration interval,
        @Default("10s") Duration timeout) {
    public StatusPage {
        new Expect()
                .that(interval.toSeconds() >= 10, "interval", interval, "10s or more")
                .that(
                        timeout.toMillis() > 0 && timeout.compareTo(interval) <= 0,
                        "timeout",
                        timeout,
                        "more than 0s, at most the interval")
                .that("http".equals(url.getScheme()) || "https".equals(url.getScheme()), "url", url, "http or https")
                .orThrow();
    }
}
