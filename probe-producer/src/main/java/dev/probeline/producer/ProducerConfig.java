package dev.probeline.producer;

import dev.probeline.producer.config.Budget;
import dev.probeline.producer.config.Endpoint;
import dev.probeline.producer.config.Prices;
import dev.probeline.producer.config.Restraint;
import dev.probeline.producer.config.Target;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.runtime.metrics.OtlpSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one prober instance does.
 *
 * @param region where this instance runs; its word in every event
 * @param prober name of this instance; the host's name unless given
 * @param http the admin server
 * @param otlp where metrics are exported to, besides the admin server's page; absent for nowhere
 * @param concurrency most probes that run at one time; what is due beyond it is skipped and counted
 * @param scaleOut share the targets with the other instances of the region, through a consumer group
 * @param queue results kept while Kafka is away, beyond the client's own buffer; then the oldest are dropped and counted
 * @param drain how long running probes may go on at shutdown
 * @param prices what models cost
 * @param budget of all targets of the region together; a target may have one of its own
 * @param restraint how probing holds back when a limit or a budget nears its end
 */
public record ProducerConfig(
        String region,
        Optional<String> prober,
        KafkaSettings kafka,
        @Default("{}") HttpSettings http,
        Optional<OtlpSettings> otlp,
        @Default("256") int concurrency,
        @Default("true") boolean scaleOut,
        @Default("100000") int queue,
        @Default("4s") Duration drain,
        @Default("{}") Prices prices,
        @Default("{}") Budget budget,
        @Default("{}") Restraint restraint,
        List<Target> targets) {

    public ProducerConfig {
        Expect expect = new Expect()
                .that(region.matches("[A-Za-z0-9._-]+"), "region", region, "letters, digits, dot, _ and -")
                .that(concurrency > 0, "concurrency", concurrency, "at least 1")
                .that(queue > 0, "queue", queue, "at least 1")
                .that(!drain.isNegative(), "drain", drain, "zero or more")
                .that(!targets.isEmpty(), "targets", "none", "at least one");
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            boolean inDollars = budget.usdPerDay().isPresent()
                    || target.budget().usdPerDay().isPresent();
            expect.that(
                    !inDollars || target.call() == Endpoint.MODELS || prices.of(target.model()) != null,
                    "prices",
                    "none for " + target.model() + ", the model of " + target.name(),
                    "one, as there is a budget in US dollars");
            Integer first = names.putIfAbsent(target.name(), i);
            expect.that(
                    first == null,
                    "targets[" + i + "].name",
                    target.name(),
                    "a name no other target has; targets[" + first + "] has this one");
        }
        expect.orThrow();
        targets = List.copyOf(targets);
    }

    /** The name of this instance. */
    public String proberName() {
        return prober.orElseGet(ProducerConfig::hostName);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
