package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Named;
import dev.probeline.runtime.config.Secret;
import java.time.Duration;

/**
 * A Discord channel, written to through its webhook.
 *
 * @param url holds the webhook's secret, so it is one
 */
@Named("discord")
public record DiscordReceiver(
        Secret url,
        @Default("true") boolean sendResolved,
        @Default("10s") Duration timeout,
        @Default("6h") Duration giveUpAfter)
        implements Receiver {
    public DiscordReceiver {
        SecretUrl.check("url", url);
        Receiver.check(timeout, giveUpAfter);
    }

    /** Five requests in two seconds and webhook are throttled. */
    @Override
    public double burst() {
        return 3;
    }

    @Override
    public double perSecond() {
        return 1;
    }
}
