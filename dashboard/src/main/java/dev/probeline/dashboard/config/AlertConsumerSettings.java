package dev.probeline.dashboard.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * The alert consumer's HTTP API.
 *
 * @param url such as http://alert-consumer:9091
 * @param token one of its {@code api.tokens}
 */
public record AlertConsumerSettings(
        URI url, Secret token, @Default("3s") Duration timeout) {
    public AlertConsumerSettings {
        new Expect()
                .that(
                        String.valueOf(url.getScheme()).matches("https?") && url.getHost() != null,
                        "url",
                        url,
                        "http:// or https:// and a host")
                .that(!timeout.isNegative() && !timeout.isZero(), "timeout", timeout, "more than 0s")
                .orThrow();
    }
}
