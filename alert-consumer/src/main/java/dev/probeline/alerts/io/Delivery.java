package dev.probeline.alerts.io;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Backlog;
import dev.probeline.alerts.core.notify.Progress;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.alerts.core.notify.Telling;
import dev.probeline.alerts.core.notify.TokenBucket;
import dev.probeline.alerts.core.notify.Trial;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.serde.Poison;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tries one record of alert events on one receiver, once; the {@link Backlog} knows when again. */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final String receiver;
    private final DeliveryTerms terms;
    private final Notifier notifier;
    private final Deserializer<AlertEvent> decoder;
    private final DeadLetters deadLetters;
    private final NotificationMeters meters;
    private final Clock clock;
    private TokenBucket pace;
    private boolean troubled;

    Delivery(
            String receiver,
            DeliveryTerms terms,
            Notifier notifier,
            TokenBucket pace,
            Deserializer<AlertEvent> decoder,
            DeadLetters deadLetters,
            NotificationMeters meters,
            Clock clock) {
        this.receiver = receiver;
        this.terms = terms;
        this.notifier = notifier;
        this.pace = pace;
        this.decoder = decoder;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.clock = clock;
    }

    /** @param trial how often and since when this record has been tried */
    Progress tryOnce(ConsumerRecord<byte[], byte[]> record, Trial trial) {
        AlertEvent event;
        try {
            event = decoder.deserialize(record.topic(), record.headers(), record.value());
        } catch (SerializationException e) {
            return unread(record, trial, e);
        }
        if (event == null || !Telling.of(event, terms.sendResolved()).told()) {
            return new Progress.Done();
        }
        Duration wait = pace.waitAt(clock.instant());
        if (!wait.isZero()) {
            return new Progress.Again(trial, wait);
        }
        pace = pace.takenAt(clock.instant());
        return send(record, event, trial.next(clock.instant()));
    }

    private Progress send(ConsumerRecord<byte[], byte[]> record, AlertEvent event, Trial trial) {
        Answer answer = meters.timed(() -> notifier.send(event));
        Duration spent = Duration.between(trial.first(), clock.instant());
        RetryDecision decision = RetryDecision.after(answer, trial.attempt(), spent, terms.giveUpAfter());
        if (decision instanceof RetryDecision.Again again) {
            meters.retried(again.because());
            tell("Notification failed and is tried again", again.because().text(), event.getAlertId());
            return new Progress.Again(trial, again.after());
        }
        if (decision instanceof RetryDecision.GivenUp givenUp) {
            String reason = givenUp.because().text();
            deadLetters.send(record, reason, receiver + ": " + answer);
            meters.givenUp(givenUp.because());
            tell("Notification given up", reason, event.getAlertId());
            return new Progress.Done();
        }
        meters.delivered();
        if (troubled) {
            troubled = false;
            log.atInfo().addKeyValue("receiver", receiver).log("Notifications arrive again");
        }
        return new Progress.Done();
    }

    private Progress unread(ConsumerRecord<byte[], byte[]> record, Trial trial, SerializationException e) {
        if (Poison.is(e)) {
            deadLetters.send(record, "undecodable", receiver + ": " + e.getMessage());
            return new Progress.Done();
        }
        tell("Alert event cannot be read yet", e.getMessage(), "");
        Instant now = clock.instant();
        return new Progress.Again(trial.next(now), RetryDecision.backOff(trial.attempt() + 1));
    }

    private void tell(String what, String reason, String alert) {
        log.atLevel(troubled ? Level.DEBUG : Level.WARN)
                .addKeyValue("receiver", receiver)
                .addKeyValue("reason", reason)
                .addKeyValue("alert_id", alert)
                .log(what);
        troubled = true;
    }
}
