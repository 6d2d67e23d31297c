package dev.probeline.quickstart.stack;

import dev.probeline.aggregator.AggregatorConfig;
import dev.probeline.aggregator.StreamAggregator;
import dev.probeline.alerts.AlertConsumer;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.dashboard.Dashboard;
import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.producer.ProbeProducer;
import dev.probeline.producer.ProducerConfig;
import dev.probeline.quickstart.FreePorts;
import dev.probeline.quickstart.stack.Ports.Owner;
import dev.probeline.quickstart.view.Part;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.health.Check;
import dev.probeline.runtime.http.AdminServer;
import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.http.ListenException;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.simulator.Simulator;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Our services, each made from its configuration as its own process would make it. */
final class Services {
    private static final Duration STOP = Duration.ofSeconds(4);

    private final Settings settings;
    private final Infrastructure infrastructure;
    private final Shutdown shutdown;
    private final Consumer<Part> started;
    private final Ports ports;
    private final Tokens tokens = Tokens.make();
    private final List<ProbeProducer> probers = new CopyOnWriteArrayList<>();
    private final List<PrometheusMeterRegistry> registries = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> streams = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Services(Settings settings, Infrastructure infrastructure, Shutdown shutdown, Consumer<Part> started) {
        this.settings = settings;
        this.infrastructure = infrastructure;
        this.shutdown = shutdown;
        this.started = started;
        this.ports = new Ports(settings.portBase());
    }

    /** Makes the probers, which start later; their own health can be asked from now on. */
    List<ProducerConfig> makeProbers() throws InvalidConfigException {
        shutdown.onClose("probers", STOP, this::stopProbers);
        List<ProducerConfig> configs = new ArrayList<>();
        for (String region : settings.regions()) {
            List<String> urls = new ArrayList<>();
            for (int number = 1; number <= Settings.PROBERS_PER_REGION; number++) {
                ProducerConfig config =
                        Template.load(settings.proberTemplate(), ProducerConfig.class, proberValues(region, number));
                PrometheusMeterRegistry registry = Metrics.create("probe-producer", Map.of("region", region));
                ProbeProducer prober = new ProbeProducer(config, registry);
                urls.add(admin("prober", config.http(), registry, prober.checks()));
                configs.add(config);
                probers.add(prober);
                registries.add(registry);
            }
            started.accept(new Part("Probers " + region, String.join("  ", urls)));
        }
        return configs;
    }

    void startProbers() throws Exception {
        Background.all(probers.stream()
                .map(prober -> (Background.Task) () -> start(prober))
                .toList());
        infrastructure.simulator().ifPresent(Simulator::startScript);
    }

    /** Aggregator, alert consumer and dashboard, side by side. */
    void startStreams(Path rules) throws Exception {
        shutdown.onClose(
                "aggregator, alert consumer and dashboard",
                STOP,
                () -> Background.all(streams.stream()
                        .map(part -> (Background.Task) part::close)
                        .toList()));
        Background.all(List.of(this::aggregator, () -> dashboard(alerts(rules))));
    }

    /** Each ends the probe it is at and has its results acknowledged; one that has not started never does. */
    synchronized void stopProbers() throws Exception {
        if (!stopped.getAndSet(true)) {
            Background.all(probers.stream()
                    .map(prober -> (Background.Task) prober::close)
                    .toList());
        }
    }

    private void start(ProbeProducer prober) {
        if (!stopped.get()) {
            prober.start();
        }
    }

    /** Attempts by the probers' own count. */
    long made() {
        return count("llm.probe.attempts");
    }

    /** Results that never reached the broker. */
    long dropped() {
        return count("probe.publisher.drop");
    }

    long published() {
        return probers.stream().mapToLong(ProbeProducer::publishedCount).sum();
    }

    private long count(String counter) {
        return registries.stream()
                .flatMap(registry -> registry.find(counter).counters().stream())
                .mapToLong(found -> (long) found.count())
                .sum();
    }

    private void aggregator() throws InvalidConfigException {
        Map<String, String> values = values(ports.of(Owner.AGGREGATOR));
        values.put("STATE_DIR", settings.directory().resolve("aggregator").toString());
        values.put("STORE_URL", infrastructure.store().url());
        started.accept(new Part("QuestDB", infrastructure.store().url()));
        AggregatorConfig config = Template.load("aggregator.yaml", AggregatorConfig.class, values);
        PrometheusMeterRegistry registry = Metrics.create("stream-aggregator", Map.of());
        StreamAggregator aggregator = new StreamAggregator(config, registry);
        streams.add(aggregator);
        aggregator.start();
        started.accept(new Part("Aggregator", admin("aggregator", config.http(), registry, aggregator.checks())));
    }

    /** @return the port of its silences */
    private int alerts(Path rules) throws InvalidConfigException {
        Map<String, String> values = values(ports.of(Owner.ALERTS));
        values.put("SILENCES_PORT", String.valueOf(ports.of(Owner.SILENCES)));
        values.put("SILENCES_TOKEN", tokens.silences());
        values.put("STATE_DIR", settings.directory().resolve("alerts").toString());
        values.put("RULES", rules.toString());
        values.put("INBOX_URL", infrastructure.inbox().url());
        AlertConfig config = Template.load("alerts.yaml", AlertConfig.class, values);
        PrometheusMeterRegistry registry = Metrics.create("alert-consumer", Map.of());
        AlertConsumer alerts = new AlertConsumer(config, registry);
        streams.add(alerts);
        try {
            alerts.start();
        } catch (ListenException e) {
            throw FreePorts.taken("silences", ports.of(Owner.SILENCES), e.getCause());
        }
        started.accept(new Part("Alert consumer", admin("alert consumer", config.http(), registry, alerts.checks())));
        return alerts.apiPort().orElseThrow();
    }

    private Map<String, String> proberValues(String region, int number) {
        int index = settings.regions().indexOf(region) * Settings.PROBERS_PER_REGION + number - 1;
        Map<String, String> values = values(ports.ofProber(index));
        values.put("REGION", region);
        values.put("PROBER", region + "-" + number);
        infrastructure.simulator().ifPresent(simulator -> values.put("API_URL", simulator.baseUrl()));
        values.putAll(settings.secrets());
        return values;
    }

    private void dashboard(int silences) throws InvalidConfigException {
        Map<String, String> values = values(ports.of(Owner.DASHBOARD));
        values.put("SILENCES_URL", "http://127.0.0.1:" + silences);
        values.put("SILENCES_TOKEN", tokens.silences());
        values.put("PAGE_TOKEN", tokens.page());
        values.put("PAGE_PORT", String.valueOf(ports.of(Owner.PAGE)));
        DashboardConfig config = Template.load("dashboard.yaml", DashboardConfig.class, values);
        PrometheusMeterRegistry registry = Metrics.create("dashboard", Map.of());
        Dashboard dashboard = new Dashboard(config, registry);
        streams.add(dashboard);
        try {
            dashboard.start();
        } catch (ListenException e) {
            throw FreePorts.taken("live page", config.page().port(), e.getCause());
        }
        String address = "http://" + config.page().bind() + ":" + dashboard.port();
        // Whoever opens it as it stands is logged in; browsers keep what follows the # to themselves.
        started.accept(new Part("Live page", address + "/#token=" + tokens.page()));
        admin("dashboard", config.http(), registry, dashboard.checks());
    }

    private Map<String, String> values(int port) {
        Map<String, String> values = new HashMap<>();
        values.put("PORT", String.valueOf(port));
        values.put("BOOTSTRAP_SERVERS", infrastructure.kafka().bootstrapServers());
        values.put("SCHEMA_REGISTRY_URL", infrastructure.kafka().schemaRegistryUrl());
        return values;
    }

    private String admin(
            String service, HttpSettings http, PrometheusMeterRegistry registry, Map<String, Check> checks) {
        AdminServer admin = new AdminServer(http, registry, checks);
        shutdown.onClose("admin server", Duration.ofSeconds(1), admin);
        try {
            admin.start();
        } catch (ListenException e) {
            throw FreePorts.taken(service, http.port(), e.getCause());
        }
        return "http://" + http.bind() + ":" + admin.port();
    }
}
