package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.core.incident.Dispatcher;
import dev.probeline.alerts.core.incident.Entry;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Turn;
import dev.probeline.alerts.core.notify.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The dispatcher at work, from taking over to handing over: hears, decides, records, and only then sends; the answers come
 * back from the couriers' threads and are heard like anything else. For one thread.
 */
final class Duty implements AutoCloseable {
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);

    private record Answered(String group, Answer answer) {}

    private final Dispatcher dispatcher;
    private final Mailbag mail;
    private final Ledger ledger;
    private final Map<String, Courier> couriers;
    private final Executor threads;
    private final Consumer<Entry> decided;
    private final Clock clock;
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();

    Duty(
            Dispatcher dispatcher,
            Mailbag mail,
            Ledger ledger,
            Map<String, Courier> couriers,
            Executor threads,
            Consumer<Entry> decided,
            Clock clock) {
        this.dispatcher = dispatcher;
        this.mail = mail;
        this.ledger = ledger;
        this.couriers = couriers;
        this.threads = threads;
        this.decided = decided;
        this.clock = clock;
    }

    void turn() {
        Duration idle = answers.isEmpty() ? dispatcher.idle(clock.instant(), LONGEST_POLL) : Duration.ZERO;
        mail.hear(dispatcher, idle);
        for (Answered each = answers.poll(); each != null; each = answers.poll()) {
            dispatcher.answered(each.group(), each.answer(), clock.instant());
        }
        Turn turn = dispatcher.turn(clock.instant());
        record(turn);
        turn.sends().forEach(this::send);
    }

    /** Hears the answers to what is under way and records them, so that the next on duty need not ask again. */
    void finish(Duration within) throws InterruptedException {
        Instant until = clock.instant().plus(within);
        while (dispatcher.underWay() > 0 && clock.instant().isBefore(until)) {
            Answered each = answers.poll(100, TimeUnit.MILLISECONDS);
            if (each != null) {
                dispatcher.answered(each.group(), each.answer(), clock.instant());
            }
        }
        record(dispatcher.rest());
    }

    private void record(Turn turn) {
        if (!turn.recordsNothing() || mail.hasNews()) {
            ledger.record(turn, mail.unread(), mail.heard());
            mail.recorded();
            turn.entries().forEach(decided);
        }
    }

    private void send(Notification notification) {
        Courier courier = couriers.get(notification.group().receiver());
        threads.execute(() -> {
            // Without an answer the group would be under way for ever.
            Answer answer = new Answer.TimedOut();
            try {
                answer = courier.take(notification);
            } finally {
                answers.add(new Answered(notification.group().key(), answer));
                mail.wake();
            }
        });
    }

    @Override
    public void close() {
        ledger.close();
        mail.close();
    }
}
