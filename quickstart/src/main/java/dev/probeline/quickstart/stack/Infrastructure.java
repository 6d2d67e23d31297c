package dev.probeline.quickstart.stack;

import dev.probeline.quickstart.FreePorts;
import dev.probeline.quickstart.inbox.WebhookInbox;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.quickstart.stack.Ports.Owner;
import dev.probeline.quickstart.store.EmbeddedQuestDb;
import dev.probeline.quickstart.view.Part;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.http.ListenException;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.TopicProvisioner;
import dev.probeline.schemas.Topics;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.SimulatorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** What production has already: a broker with its topics, a registry, a store, an API to probe, someone to notify. */
final class Infrastructure {
    private static final Duration STOP = Duration.ofSeconds(3);

    private final String bootstrapServers;
    private final RegistryServer registry;
    private final Starting<EmbeddedQuestDb> store;
    private final Optional<Simulator> simulator;
    private final WebhookInbox inbox;

    private Infrastructure(
            String bootstrapServers,
            RegistryServer registry,
            Starting<EmbeddedQuestDb> store,
            Optional<Simulator> simulator,
            WebhookInbox inbox) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
        this.store = store;
        this.simulator = simulator;
        this.inbox = inbox;
    }

    /** Returns when probers can start; the store, which nothing else waits for, goes on starting beside. */
    static Infrastructure start(Settings settings, Shutdown shutdown, Consumer<Part> started)
            throws InvalidConfigException {
        Ports ports = new Ports(settings.portBase());
        Starting<EmbeddedQuestDb> store =
                Starting.of(() -> EmbeddedQuestDb.start(settings.directory(), ports.of(Owner.STORE)));
        shutdown.onClose("QuestDB", STOP, store::close);
        Optional<Simulator> simulator =
                settings.live() ? Optional.empty() : Optional.of(simulator(settings, ports, shutdown, started));
        RegistryServer registry = new RegistryServer(ports.of(Owner.REGISTRY));
        shutdown.onClose("schema registry", STOP, registry);
        started.accept(new Part("Schema registry", registry.url()));
        WebhookInbox inbox = new WebhookInbox(ports.of(Owner.INBOX));
        shutdown.onClose("webhook inbox", STOP, inbox);
        started.accept(new Part("Webhook inbox", inbox.url()));
        String bootstrapServers = settings.cluster().orElseGet(() -> broker(settings, ports, shutdown));
        started.accept(new Part("Kafka", bootstrapServers));
        createTopics(bootstrapServers, settings.regions());
        return new Infrastructure(bootstrapServers, registry, store, simulator, inbox);
    }

    KafkaSettings kafka() {
        return KafkaSettings.of(bootstrapServers, registry.url());
    }

    Optional<Simulator> simulator() {
        return simulator;
    }

    EmbeddedQuestDb store() {
        return store.get();
    }

    WebhookInbox inbox() {
        return inbox;
    }

    private static Simulator simulator(Settings settings, Ports ports, Shutdown shutdown, Consumer<Part> started)
            throws InvalidConfigException {
        Simulator simulator = new Simulator(Template.load(
                settings.incident(), SimulatorConfig.class, Map.of("PORT", String.valueOf(ports.of(Owner.SIMULATOR)))));
        shutdown.onClose("simulator", STOP, simulator);
        try {
            simulator.start();
        } catch (ListenException e) {
            throw FreePorts.taken("simulated API", ports.of(Owner.SIMULATOR), e.getCause());
        }
        started.accept(new Part("Simulated API", simulator.baseUrl()));
        return simulator;
    }

    private static String broker(Settings settings, Ports ports, Shutdown shutdown) {
        Starting<EmbeddedKafka> kafka = Starting.of(() -> settings.portBase() == 0
                ? EmbeddedKafka.start(settings.directory())
                : EmbeddedKafka.start(settings.directory(), ports.of(Owner.KAFKA), ports.of(Owner.CONTROLLER)));
        shutdown.onClose("Kafka broker", STOP, kafka::close);
        return kafka.get().bootstrapServers();
    }

    private static void createTopics(String bootstrapServers, List<String> regions) {
        List<TopicDeclaration> topics = new ArrayList<>(Topics.all());
        regions.forEach(region -> topics.add(Topics.shares(region)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TopicProvisioner.ensure(admin, topics, (short) 1);
        }
    }
}
