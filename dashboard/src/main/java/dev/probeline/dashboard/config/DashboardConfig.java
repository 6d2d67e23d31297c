package dev.probeline.dashboard.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * The whole configuration of a dashboard.
 *
 * @param http where health and metrics of the service itself are served
 * @param page where the live page is served
 * @param publicUrl what people type to reach it, where that is not the page's own address: behind a proxy, or by a name
 * @param window the aggregator's window that charts are made of, published every 10 s
 * @param auth who may look and who may act
 * @param alertConsumer where silences and acknowledgements go; none means that nobody can act here
 */
public record DashboardConfig(
        KafkaSettings kafka,
        @Default("{}") HttpSettings http,
        @Default("{}") HttpSettings page,
        Optional<URI> publicUrl,
        @Default("1m") Duration window,
        @Default("{}") AuthSettings auth,
        Optional<AlertConsumerSettings> alertConsumer,
        @Default("{}") LimitSettings limits) {
    private static final Duration STEP = Duration.ofSeconds(10);

    public DashboardConfig {
        new Expect()
                .that(
                        publicUrl
                                .map(url -> String.valueOf(url.getScheme()).matches("https?") && url.getHost() != null)
                                .orElse(true),
                        "public_url",
                        publicUrl.map(URI::toString).orElse(""),
                        "http:// or https:// and a host")
                .that(
                        window.compareTo(STEP) >= 0 && window.toMillis() % STEP.toMillis() == 0,
                        "window",
                        window,
                        "a multiple of 10s that the aggregator publishes, such as 1m")
                .that(
                        auth.anonymous().isPresent() || auth.knowsAnybody() || isLoopback(page.bind()),
                        "page.bind",
                        page.bind(),
                        "a loopback address, as nobody needs to log in; or auth.tokens, auth.proxy, or auth.anonymous: read"
                                + " to let everybody look")
                .orThrow();
    }

    /** What somebody may do who does not say who it is. */
    public Anonymous anonymous() {
        return auth.anonymous().orElse(isLoopback(page.bind()) ? Anonymous.READ : Anonymous.NONE);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // it cannot be bound either, which is told when it is tried
        }
    }
}
