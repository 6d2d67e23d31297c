package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Named;
import dev.probeline.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * A Slack channel, written to as a bot.
 *
 * @param channel its name or, safer against renames, its id
 * @param botToken the app's {@code xoxb-…} token; needs the scope chat:write
 */
@Named("slack")
public record SlackReceiver(
        String channel,
        Secret botToken,
        @Default("https://slack.com/api/") URI apiUrl,
        @Default("true") boolean sendResolved,
        @Default("10s") Duration timeout,
        @Default("6h") Duration giveUpAfter)
        implements Receiver {
    public SlackReceiver {
        Receiver.check(timeout, giveUpAfter);
    }

    /** The message is updated, and then replied to. */
    @Override
    public Duration bound() {
        return timeout().multipliedBy(2);
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
