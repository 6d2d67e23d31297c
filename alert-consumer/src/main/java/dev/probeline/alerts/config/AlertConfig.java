package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The whole configuration of an alert consumer.
 *
 * @param applicationId names the consumer group and the state of this installation; instances that share it share
 *     the work
 * @param stateDir scratch space of Kafka Streams; what counts is in Kafka
 * @param ruleFiles none means the built-in rules
 * @param statusPages by provider, as series name it; none means that they are not asked
 * @param receivers by name; the name is part of the consumer group, so a renamed receiver starts afresh
 */
public record AlertConfig(
        KafkaSettings kafka,
        @Default("{}") HttpSettings http,
        @Default("probeline-alerts") String applicationId,
        @Default("/tmp/probeline-alerts") Path stateDir,
        @Default("[]") List<Path> ruleFiles,
        @Default("{}") Map<String, StatusPage> statusPages,
        @Default("{}") Map<String, Receiver> receivers) {
    /**
     * After how much event time without a record a series is taken to be gone. The aggregator goes on publishing the
     * silence of a series for a day, so whoever is not heard of for an hour longer than that is not merely silent.
     */
    public static final Duration SERIES_EXPIRY = Duration.ofHours(25);

    public AlertConfig {
        Expect expect = new Expect();
        for (String name : receivers.keySet()) {
            expect.that(name.matches("[A-Za-z0-9._-]+"), "receivers", name, "letters, digits, '.', '_' and '-'");
        }
        expect.orThrow();
    }
}
