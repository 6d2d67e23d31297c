package dev.probeline.quickstart.stack;

import dev.probeline.producer.ProducerConfig;
import dev.probeline.quickstart.CannotStartException;
import dev.probeline.quickstart.core.Budget;
import dev.probeline.quickstart.core.EndedBy;
import dev.probeline.quickstart.core.Observations;
import dev.probeline.quickstart.core.Summary;
import dev.probeline.quickstart.inbox.Mailbox;
import dev.probeline.quickstart.view.Part;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The whole pipeline in this JVM. What it starts ends with the {@link Shutdown} it was given. */
public final class Stack {
    /** A slice, its grace, and time to write: then the last window has closed. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private static final Duration CATCH_UP = Duration.ofSeconds(5);
    private static final Duration DECIDED = Duration.ofSeconds(2);
    private static final Duration HURRY = Duration.ofMillis(400);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Settings settings;
    private final Shutdown shutdown;
    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private volatile Infrastructure infrastructure;
    private volatile Services services;
    private volatile Observer observer;
    private volatile BudgetWatch watch;
    private int windows;

    public Stack(Settings settings, Shutdown shutdown) {
        this.settings = settings;
        this.shutdown = shutdown;
    }

    /** Returns when everything runs. */
    public void start() throws Exception {
        infrastructure = Infrastructure.start(settings, shutdown, parts::add);
        observer = new Observer(infrastructure.kafka());
        shutdown.onClose("observer", Duration.ofSeconds(1), observer);
        observer.start();
        services = new Services(settings, infrastructure, shutdown, parts::add);
        List<ProducerConfig> probers = services.makeProbers();
        if (settings.budgetUsd().isPresent()) {
            services.startStreams(rules());
            watch(WorstCase.budget(settings.budgetUsd().get(), probers));
            services.startProbers(); // last: from the first probe on somebody looks at what it costs
        } else {
            services.startProbers(); // first: what they publish waits for the others
            services.startStreams(rules());
        }
    }

    private void watch(Budget budget) {
        if (!budget.allowsAny()) {
            throw new CannotStartException(String.format(
                    Locale.ROOT,
                    "--budget: %.5f does not cover the probes that can be under way at once (expected: more than %.5f)",
                    budget.usd(),
                    budget.reserveUsd()));
        }
        watch = new BudgetWatch(budget, observer, services::made, services::stopProbers);
        shutdown.onClose("budget watch", Duration.ofSeconds(1), watch);
        watch.start();
    }

    /** Why probing must end before its time; empty while it may go on. */
    public Optional<EndedBy> verdict() {
        if (observer.blind()) {
            return Optional.of(EndedBy.BLINDNESS);
        }
        return Optional.ofNullable(watch).flatMap(BudgetWatch::verdict);
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

    /**
     * Waits, within bounds, until what was published has gone through to the very end.
     *
     * @param hurry once open, only what is on its way to the observer is waited for, and not for long
     */
    public void drain(CountDownLatch hurry) throws InterruptedException {
        Observations seen = observer.observations();
        Mailbox mailbox = infrastructure.inbox().mailbox();
        await(SETTLE, hurry, () -> seen.aggregated() >= services.published() && seen.settled());
        windows = seen.windows();
        await(CATCH_UP, hurry, () -> points() >= windows);
        // The last windows may fire or resolve something a moment after they were read here.
        Quiet quiet = new Quiet(DECIDED, () -> seen.alertsFired() + seen.alertsResolved());
        await(
                CATCH_UP.plus(DECIDED),
                hurry,
                () -> quiet.getAsBoolean() && mailbox.delivered() >= seen.alertsFired() + seen.alertsResolved());
        await(HURRY, new CountDownLatch(1), () -> seen.costs().attempts() >= services.published());
    }

    /** @param start of the process */
    public Summary summary(Instant start, Duration ran, EndedBy endedBy) {
        Observations seen = observer.observations();
        Mailbox mailbox = infrastructure.inbox().mailbox();
        long points = points();
        long deadLetters = records(Topics.DEAD_LETTERS);
        long silences = records(Topics.SILENCES);
        return new Summary(
                ran.toMillis() / 1000.0,
                endedBy,
                seen.probes(),
                seen.probesByRegion(),
                services.published(),
                services.dropped(),
                seen.aggregated(),
                windows,
                points,
                seen.alertsFired(),
                seen.alertsResolved(),
                mailbox.delivered(),
                mailbox.duplicates(),
                deadLetters,
                silences,
                seen.costs().knownUsd(),
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

    private long records(TopicDeclaration topic) {
        Map<String, Object> properties = infrastructure.kafka().consumer("summary", "");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
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

    private static void await(Duration bound, CountDownLatch hurry, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            if (hurry.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
