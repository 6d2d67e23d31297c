package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.Plan;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration of an alert consumer.
 *
 * @param applicationId names the consumer group and the state of this installation; instances that share it share
 *     the work
 * @param stateDir scratch space of Kafka Streams; what counts is in Kafka
 * @param seriesExpiry the aggregator's setting of that name: it publishes the silence of a series for so long, so whoever
 *     is not heard of for longer is not silent but gone
 * @param ruleFiles none means the built-in rules
 * @param statusPages by provider, as series name it; none means that they are not asked
 * @param receivers by name; an incident that is open at a receiver that is no longer named here is forgotten
 * @param route none means that every receiver is told everything
 * @param inhibitRules none means the built-in ones, which let an alert of wide reach speak for the narrow ones; {@code []}
 *     means no inhibition
 * @param timeIntervals times that routes name to be quiet in, or outside of
 * @param externalUrl the dashboard, for links in messages
 * @param api where silences and acknowledgements are taken over HTTP; none means nowhere
 */
public record AlertConfig(
        KafkaSettings kafka,
        @Default("{}") HttpSettings http,
        @Default("probeline-alerts") String applicationId,
        @Default("/tmp/probeline-alerts") Path stateDir,
        @Default("24h") Duration seriesExpiry,
        @Default("[]") List<Path> ruleFiles,
        @Default("{}") Map<String, StatusPage> statusPages,
        @Default("{}") Map<String, Receiver> receivers,
        Optional<RouteSpec> route,
        Optional<List<InhibitSpec>> inhibitRules,
        @Default("[]") List<IntervalsSpec> timeIntervals,
        Optional<URI> externalUrl,
        Optional<ApiSettings> api) {
    /** Of an aggregator that is not told otherwise. */
    public static final Duration SERIES_EXPIRY = Duration.ofHours(24);

    public AlertConfig {
        Expect expect = new Expect()
                .that(
                        seriesExpiry.compareTo(Duration.ofHours(1)) >= 0,
                        "series_expiry",
                        seriesExpiry,
                        "at least 1h, as in the configuration of the aggregator");
        for (String name : receivers.keySet()) {
            expect.that(name.matches("[A-Za-z0-9._-]+"), "receivers", name, "letters, digits, '.', '_' and '-'");
        }
        externalUrl.ifPresent(url -> expect.that(
                url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme())),
                "external_url",
                url,
                "a URL that begins with https:// or http://: receivers refuse messages with other links"));
        route.ifPresent(root -> new RouteCheck(expect, receivers.keySet(), timeIntervals).check(root));
        expect.orThrow();
    }

    /** Who is told what and when. */
    public Plan plan() {
        return Plans.of(this);
    }
}
