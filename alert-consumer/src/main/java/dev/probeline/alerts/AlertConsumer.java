package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.RulesInForce;
import dev.probeline.alerts.core.page.CrossCheck;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.alerts.io.StatusPages;
import dev.probeline.alerts.io.notify.NotifierService;
import dev.probeline.alerts.io.notify.NotifyApi;
import dev.probeline.alerts.io.notify.SilenceBook;
import dev.probeline.alerts.topology.AlertTopology;
import dev.probeline.alerts.topology.OpenAlerts;
import dev.probeline.alerts.topology.StreamsProperties;
import dev.probeline.alerts.topology.UnheardRules;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.health.Check;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.runtime.streams.StreamsRunner;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The service: rules over metrics to alert events, and alert events to people. Its two halves share nothing but Kafka. */
public final class AlertConsumer implements AutoCloseable {
    private final StreamsRunner engine;
    private final NotifierService notifier;
    private final Optional<NotifyApi> api;
    private final RulesInForce rules;
    private final StatusPages pages;
    private final PrometheusMeterRegistry registry;
    private final Shutdown shutdown = new Shutdown();

    /** @throws InvalidConfigException with all faults of all rule files */
    public AlertConsumer(AlertConfig config, PrometheusMeterRegistry registry) throws InvalidConfigException {
        this.registry = registry;
        rules = new RulesInForce(config.ruleFiles());
        shutdown.onClose("rule files", Duration.ofSeconds(1), rules);
        pages = new StatusPages(config.statusPages(), registry, Clock.systemUTC());
        shutdown.onClose("status pages", Duration.ofSeconds(1), pages);
        DeadLetterCount deadLetters = new DeadLetterCount(registry);
        Map<String, Object> serde = config.kafka().common();
        AlertTopology topology = new AlertTopology(
                rules,
                ValueSerde.of(serde, ProbeMetrics.class),
                ValueSerde.of(serde, AlertEvent.class),
                config.seriesExpiry(),
                new OpenAlerts(registry),
                new UnheardRules(registry),
                event -> CrossCheck.with(event, pages.of(event.getLabels().getOrDefault("provider", ""))));
        engine = new StreamsRunner(topology.get(), StreamsProperties.of(config, deadLetters), registry);
        shutdown.onClose("rule evaluation", Duration.ofSeconds(12), engine);
        notifier = new NotifierService(config, registry, deadLetters);
        shutdown.onClose("notifier", notifier.handOver().plusSeconds(5), notifier);
        SilenceBook book = new SilenceBook(config, Clock.systemUTC());
        api = config.api().map(settings -> new NotifyApi(settings, book, Clock.systemUTC()));
        api.ifPresent(server -> shutdown.onClose("silence API", Duration.ofSeconds(1), server));
    }

    public void start() {
        rules.watch(registry);
        pages.start();
        engine.start();
        notifier.start();
        api.ifPresent(NotifyApi::start);
    }

    /** The port that silences are taken on, also when 0 was asked for; empty where they are not. Known once it has started. */
    public OptionalInt apiPort() {
        return api.stream().mapToInt(NotifyApi::port).findFirst();
    }

    /** The rules in force. */
    public List<Rule> rules() {
        return rules.get();
    }

    public Map<String, Check> checks() {
        return Map.of("rule_evaluation", engine::check, "notifier", notifier::check);
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
