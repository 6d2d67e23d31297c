package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Named;
import dev.probeline.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * A PagerDuty service, over its Events API v2.
 *
 * @param routingKey the integration's key, 32 characters
 */
@Named("pagerduty")
public record PagerDutyReceiver(
        Secret routingKey,
        @Default("https://events.pagerduty.com/v2/enqueue") URI url,
        @Default("true") boolean sendResolved,
        @Default("10s") Duration timeout,
        @Default("6h") Duration giveUpAfter)
        implements Receiver {
    public PagerDutyReceiver {
        Receiver.check(timeout, giveUpAfter);
    }

    /** About 120 events a minute and key. */
    @Override
    public double burst() {
        return 20;
    }

    @Override
    public double perSecond() {
        return 2;
    }
}
