package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Named;
import dev.probeline.runtime.config.Secret;
import java.time.Duration;

/**
 * A Slack channel, written to through an incoming webhook.
 *
 * @param url holds the webhook's secret, so it is one
 */
@Named("slack_webhook")
public record SlackWebhookReceiver(
        Secret url,
        @Default("true") boolean sendResolved,
        @Default("10s") Duration timeout,
        @Default("6h") Duration giveUpAfter)
        implements Receiver {
    public SlackWebhookReceiver {
        SecretUrl.check("url", url);
        Receiver.check(timeout, giveUpAfter);
    }

    /** Slack allows about one message a second and channel, with short bursts. */
    @Override
    public double burst() {
        return 3;
    }

    @Override
    public double perSecond() {
        return 1;
    }
}
