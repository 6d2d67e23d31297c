package dev.probeline.producer;

import dev.probeline.producer.config.Price;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.Schedule;
import dev.probeline.producer.io.GroupOwnership;
import dev.probeline.producer.io.HttpClients;
import dev.probeline.producer.io.HttpProbe;
import dev.probeline.producer.io.KafkaClients;
import dev.probeline.producer.io.Metronome;
import dev.probeline.producer.io.Ownership;
import dev.probeline.producer.io.ProbeMeters;
import dev.probeline.producer.io.PublisherMeters;
import dev.probeline.producer.io.ResultPublisher;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.producer.io.WarmUp;
import dev.probeline.producer.io.Watchdog;
import dev.probeline.runtime.health.Check;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * One prober instance: probes its share of the region's targets at a fixed rate and publishes every attempt. Give each
 * instance a registry of its own: its gauges do not name the instance.
 */
public final class ProbeProducer implements AutoCloseable {
    private static final Duration FLUSH = Duration.ofSeconds(3);

    private final ProducerConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Watchdog watchdog = new Watchdog();
    private final HttpClients http = new HttpClients();
    private final KafkaClients kafka;
    private final PublisherMeters published;
    private final ResultPublisher publisher;
    private final Ownership ownership;
    private final Metronome metronome;

    /** Opens no connection yet. */
    public ProbeProducer(ProducerConfig config, PrometheusMeterRegistry registry) {
        this.config = config;
        kafka = new KafkaClients(config.kafka(), "prober-" + config.proberName(), registry);
        ProbeMeters probed = new ProbeMeters(registry);
        published = new PublisherMeters(registry);
        publisher = new ResultPublisher(config.queue(), FLUSH, kafka::results, published);
        ownership = config.scaleOut() ? share() : Ownership.ALL;
        metronome = new Metronome(
                probes(), schedules(), config.concurrency(), ownership, publisher::publish, probed, clock);
    }

    public void start() {
        WarmUp.run(http, watchdog);
        publisher.start();
        ownership.start();
        metronome.start();
    }

    /** What readiness asks. */
    public Map<String, Check> checks() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("publishing", publisher::check);
        checks.put("schedule", metronome::check);
        checks.put("shares", ownership::check);
        return checks;
    }

    /** Results that Kafka has acknowledged. */
    public long publishedCount() {
        return published.pushedCount();
    }

    /** One probe of one target, now and without Kafka; its attempts go to the given consumer. */
    public void once(String target, Consumer<ProbeResult> attempts) {
        WarmUp.run(http, watchdog);
        probes().get(target).run(clock.instant(), new CountDownLatch(1), attempts);
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
            kafka.close();
            http.close();
            watchdog.close();
        }
    }

    private Ownership share() {
        TopicDeclaration shares = Topics.shares(config.region());
        String group = "probeline-probers-" + config.region();
        return new GroupOwnership(shares.name(), () -> kafka.member(shares, group));
    }

    private Map<String, TargetProbe> probes() {
        Map<String, TargetProbe> probes = new LinkedHashMap<>();
        for (Target target : config.targets()) {
            HttpProbe calls = new HttpProbe(target, http, watchdog, clock);
            Price price = config.prices().get(target.model());
            probes.put(target.name(), new TargetProbe(target, calls, config.region(), config.proberName(), price));
        }
        return probes;
    }

    private Map<String, Schedule> schedules() {
        Map<String, Schedule> schedules = new LinkedHashMap<>();
        config.targets()
                .forEach(target ->
                        schedules.put(target.name(), Schedule.of(target.interval(), config.region(), target.name())));
        return schedules;
    }
}
