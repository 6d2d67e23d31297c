package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.Channels;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.Receiver;
import dev.probeline.alerts.core.incident.Dispatcher;
import dev.probeline.alerts.core.incident.Entry;
import dev.probeline.alerts.core.incident.Terms;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.runtime.health.CheckResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells people of alert events. Of all instances with the same application id one is on duty, for incidents reach over
 * series and partitions; the others stand by and take over from what it recorded.
 */
public final class NotifierService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotifierService.class);

    private final AlertConfig config;
    private final MeterRegistry registry;
    private final NotifierClients clients;
    private final UnaryOperator<Ledger> ledgers;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Courier> couriers = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> daemon(work, "notify-courier"));
    private final Thread thread = daemon(this::run, "notify");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String trouble = "not started";
    private int failures;

    public NotifierService(AlertConfig config, MeterRegistry registry, DeadLetterCount deadLetters) {
        this(config, registry, deadLetters, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** With something put between us and the ledger or the channels. */
    NotifierService(
            AlertConfig config,
            MeterRegistry registry,
            DeadLetterCount deadLetters,
            UnaryOperator<Ledger> ledgers,
            UnaryOperator<Channel> channels) {
        this.config = config;
        this.registry = registry;
        this.clients = new NotifierClients(config, deadLetters);
        this.ledgers = ledgers;
        Links links = new Links(config.externalUrl().map(Object::toString).orElse(""));
        config.receivers().forEach((name, receiver) -> {
            Channel channel = channels.apply(Channels.of(name, receiver, links, clock));
            couriers.put(
                    name, new Courier(name, channel, new NotificationMeters(registry, channel.integration(), name)));
        });
    }

    /** Without receivers there is nobody to tell, and nothing starts. */
    public void start() {
        if (couriers.isEmpty()) {
            trouble = "";
        } else {
            thread.start();
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Seat seat = new Seat(clients.member(), this::takeOver, handOver())) {
                while (closing.getCount() > 0) {
                    seat.turn();
                    trouble = "";
                    failures = 0;
                }
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
    }

    /** How long what is under way may take, so that its answer is recorded before another one is on duty. */
    public Duration handOver() {
        return config.receivers().values().stream()
                .map(Receiver::bound)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plusSeconds(1);
    }

    private Duty takeOver(Consumer<byte[], byte[]> group) {
        Consumer<byte[], byte[]> reader = clients.reader();
        try {
            return takeOver(group, reader, ledgers.apply(clients.ledger(reader)));
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    private Duty takeOver(Consumer<byte[], byte[]> group, Consumer<byte[], byte[]> reader, Ledger ledger) {
        try {
            Map<String, Terms> terms = new LinkedHashMap<>();
            config.receivers().forEach((name, receiver) -> terms.put(name, receiver.terms()));
            Dispatcher dispatcher = new Dispatcher(config.plan(), terms, clock.instant());
            Mailbag mail = new TakeOver(reader, clients.decoder(), clients.prefix(), clock).into(dispatcher, group);
            log.atInfo().log("On duty: this instance tells people");
            return new Duty(dispatcher, mail, ledger, couriers, threads, this::decided, clock);
        } catch (RuntimeException | Error e) {
            ledger.close();
            throw e;
        }
    }

    private void decided(Entry entry) {
        Courier courier = couriers.get(entry.receiver());
        if (courier == null) {
            NotificationMeters.decidedForNobody(registry, entry);
        } else {
            courier.meters().decided(entry);
        }
    }

    private void failed(Throwable e) {
        failures++;
        trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
        log.atLevel(failures == 1 ? Level.WARN : Level.DEBUG)
                .setCause(e)
                .log("The notifier stopped and begins anew from what was recorded");
        try {
            boolean closed = closing.await(RetryDecision.backOff(failures).toMillis(), TimeUnit.MILLISECONDS);
            log.debug(closed ? "Closing" : "Trying again");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public CheckResult check() {
        if (!couriers.isEmpty() && !thread.isAlive()) {
            return CheckResult.notAlive(thread, "the notifier");
        }
        return trouble.isEmpty() ? CheckResult.up() : CheckResult.down(trouble);
    }

    /** Ends after what is under way, so that nobody need be told twice. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
