package dev.probeline.alerts.io;

import dev.probeline.alerts.config.Receiver;
import dev.probeline.alerts.config.SlackReceiver;
import dev.probeline.alerts.config.SlackWebhookReceiver;
import dev.probeline.alerts.config.WebhookReceiver;
import dev.probeline.alerts.core.notify.TokenBucket;
import java.time.Clock;

/** Which notifier serves which receiver, and at which pace. */
final class Notifiers {
    static Notifier of(String name, Receiver receiver, Clock clock) {
        if (receiver instanceof SlackReceiver slack) {
            return new SlackNotifier(slack, clock);
        }
        if (receiver instanceof SlackWebhookReceiver slack) {
            return new SlackWebhookNotifier(slack, clock);
        }
        return new WebhookNotifier(name, (WebhookReceiver) receiver, clock);
    }

    /** Slack allows about one message a second and channel, with short bursts; a webhook is taken to bear more. */
    static TokenBucket pace(Receiver receiver, Clock clock) {
        return receiver instanceof WebhookReceiver
                ? TokenBucket.full(100, 50, clock.instant())
                : TokenBucket.full(3, 1, clock.instant());
    }

    private Notifiers() {}
}
