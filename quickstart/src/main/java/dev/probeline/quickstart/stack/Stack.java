package dev.probeline.quickstart.stack;

import dev.probeline.quickstart.core.Observations;
import dev.probeline.quickstart.core.Summary;
import dev.probeline.quickstart.inbox.Mailbox;
import dev.probeline.quickstart.view.Part;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The whole pipeline in this JVM. What it starts ends with the {@link Shutdown} it was given. */
public final class Stack {
    /** A slice, its grace, and time to write: then the last window has closed. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private static final Duration CATCH_UP = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Settings settings;
    private final Shutdown shutdown;
    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private Infrastructure infrastructure;
    private Services services;
    private Observer observer;

    public Stack(Settings settings, Shutdown shutdown) {
        this.settings = settings;
        this.shutdown = shutdown;
    }

    /** Returns when everything runs. */
    public void start() throws Exception {
        infrastructure = Infrastructure.start(settings, shutdown, parts::add);
        observer = new Observer(infrastructure.kafka());
        observer.start();
        shutdown.onClose("observer", Duration.ofSeconds(1), observer);
        services = new Services(settings, infrastructure, shutdown, parts::add);
        services.start(rules());
    }

    /** Those that run, in the order they started. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Empty until there is something to observe. */
    public Optional<Observations> observations() {
        return Optional.ofNullable(observer).map(Observer::observations);
    }

    /** Empty until it can take something. */
    public Optional<Mailbox> mailbox() {
        return Optional.ofNullable(infrastructure).map(i -> i.inbox().mailbox());
    }

    /** No further probe starts, and all results are acknowledged or given up. */
    public void stopProbers() throws Exception {
        services.stopProbers();
    }

    /** Waits, within bounds, until what was published has gone through to the very end. */
    public void drain() throws InterruptedException {
        Observations seen = observer.observations();
        Mailbox mailbox = infrastructure.inbox().mailbox();
        await(SETTLE, () -> seen.aggregated() >= services.published() && seen.settled());
        int windows = seen.windows();
        await(CATCH_UP, () -> points() >= windows);
        await(CATCH_UP, () -> mailbox.delivered() >= seen.alertsFired() + seen.alertsResolved());
    }

    /** @param start of the process */
    public Summary summary(Instant start, Duration ran) {
        Observations seen = observer.observations();
        Mailbox mailbox = infrastructure.inbox().mailbox();
        return new Summary(
                ran.toMillis() / 1000.0,
                seen.probes(),
                seen.probesByRegion(),
                services.published(),
                seen.aggregated(),
                seen.windows(),
                points(),
                seen.alertsFired(),
                seen.alertsResolved(),
                mailbox.delivered(),
                mailbox.duplicates(),
                deadLetters(),
                since(start, seen.firstProbe()),
                since(start, seen.firstWindow()));
    }

    private Path rules() throws IOException {
        if (settings.rules().isPresent()) {
            return settings.rules().get();
        }
        Path rules = settings.directory().resolve("rules.yaml");
        Files.writeString(rules, Template.text("rules.yaml"));
        return rules;
    }

    private long points() {
        return infrastructure.store().number("SELECT count() FROM probe_metrics");
    }

    private long deadLetters() {
        Map<String, Object> properties = infrastructure.kafka().consumer("summary", "");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static long since(Instant start, Optional<Instant> event) {
        return event.map(instant -> Duration.between(start, instant).toMillis()).orElse(-1L);
    }

    private static void await(Duration bound, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }
}
