package dev.probeline.producer;

import dev.probeline.producer.config.Target;
import dev.probeline.producer.io.Governor;
import dev.probeline.producer.io.GroupOwnership;
import dev.probeline.producer.io.HttpClients;
import dev.probeline.producer.io.KafkaClients;
import dev.probeline.producer.io.Metronome;
import dev.probeline.producer.io.Ownership;
import dev.probeline.producer.io.ProbeIds;
import dev.probeline.producer.io.ProbeMeters;
import dev.probeline.producer.io.ProbePool;
import dev.probeline.producer.io.PublisherMeters;
import dev.probeline.producer.io.RestraintMeters;
import dev.probeline.producer.io.ResultPublisher;
import dev.probeline.producer.io.Roster;
import dev.probeline.producer.io.Spending;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.producer.io.WarmUp;
import dev.probeline.producer.io.Watchdog;
import dev.probeline.runtime.health.Check;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One prober instance: probes its share of the region's targets at a fixed rate and publishes every attempt. Give each
 * instance a registry of its own: its gauges do not name the instance.
 */
public final class ProbeProducer implements AutoCloseable {
    private static final Duration FLUSH = Duration.ofSeconds(3);

    private final ProducerConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Watchdog watchdog = new Watchdog();
    private final HttpClients http;
    private final KafkaClients kafka;
    private final ProbeMeters probed;
    private final PublisherMeters published;
    private final ResultPublisher publisher;
    private final Ownership ownership;
    private final ProbeIds ids = new ProbeIds();
    private final Rosters rosters;
    private final Spending spending;
    private final Governor governor;
    private final Metronome metronome;

    /** Opens no connection yet. */
    public ProbeProducer(ProducerConfig config, MeterRegistry registry) {
        this.config = config;
        http = new HttpClients(config.concurrency());
        rosters = new Rosters(http, watchdog, clock, ids);
        kafka = new KafkaClients(config.kafka(), "prober-" + config.proberName(), registry);
        probed = new ProbeMeters(registry);
        probed.targets(config.targets());
        published = new PublisherMeters(registry);
        publisher = new ResultPublisher(config.queue(), FLUSH, kafka::results, published);
        ownership = config.scaleOut() ? share() : Ownership.ALL;
        spending = new Spending(config.region(), kafka::reader, ids, clock);
        governor = new Governor(terms(config), spending, new RestraintMeters(registry), clock);
        ProbePool pool = new ProbePool(config.concurrency(), governor, publisher::publish, probed, clock);
        metronome = new Metronome(rosters.of(config), ownership, pool, clock);
    }

    public void start() {
        WarmUp.run(http, watchdog);
        publisher.start();
        ownership.start();
        readSpending(config);
        metronome.start();
    }

    /**
     * Probes the targets of this configuration from now on, at its prices and within its budgets. All else in it must be
     * what it was: region and name, cluster, bounds.
     */
    public void replace(ProducerConfig next) {
        Roster roster = rosters.of(next); // first: all or nothing
        readSpending(next);
        governor.replace(terms(next));
        ownership.replace(names(next));
        metronome.replace(roster);
        probed.targets(next.targets());
    }

    /** What readiness asks. */
    public Map<String, Check> checks() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("publishing", publisher::check);
        checks.put("schedule", metronome::check);
        checks.put("shares", ownership::check);
        checks.put("spending", spending::check);
        return checks;
    }

    /** Results that Kafka has acknowledged. */
    public long publishedCount() {
        return published.pushedCount();
    }

    /** One probe of one target, now and without Kafka; its attempts go to the given consumer. */
    public void once(String target, Consumer<ProbeResult> attempts) {
        WarmUp.run(http, watchdog);
        TargetProbe probe = rosters.of(config).entries().get(target).probe();
        probe.run(clock.instant(), probe.target().interval(), new CountDownLatch(1), attempts);
    }

    /** Drains: nothing new starts, others take the targets over, what runs ends or is cut off, and all is published. */
    @Override
    public void close() {
        try {
            metronome.stopStarting();
            ownership.close();
            metronome.drain(config.drain());
            publisher.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            spending.close();
            kafka.close();
            http.close();
            watchdog.close();
        }
    }

    private static Set<String> names(ProducerConfig config) {
        return config.targets().stream().map(Target::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Governor.Terms terms(ProducerConfig config) {
        return new Governor.Terms(
                config.budget(),
                config.restraint(),
                config.targets().stream().collect(Collectors.toUnmodifiableMap(Target::name, Target::budget)));
    }

    /** Only who bounds spending needs the right to read results. */
    private void readSpending(ProducerConfig config) {
        if (config.budget().isBounded()
                || config.targets().stream().anyMatch(target -> target.budget().isBounded())) {
            spending.start();
        }
    }

    private Ownership share() {
        TopicDeclaration shares = Topics.shares(config.region());
        String group = "probeline-probers-" + config.region();
        return new GroupOwnership(shares.name(), names(config), targets -> kafka.member(shares, group, targets));
    }
}
