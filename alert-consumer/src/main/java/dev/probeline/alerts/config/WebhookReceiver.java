package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Named;
import dev.probeline.runtime.config.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Any HTTP service that takes Alertmanager's webhook, version 4.
 *
 * @param url may hold a token, so it is kept secret
 * @param hmacSecret signs the body, so that the receiver knows who sent it and when
 */
@Named("webhook")
public record WebhookReceiver(
        Secret url,
        Optional<Secret> hmacSecret,
        @Default("true") boolean sendResolved,
        @Default("10s") Duration timeout,
        @Default("6h") Duration giveUpAfter)
        implements Receiver {
    public WebhookReceiver {
        SecretUrl.check("url", url);
        Receiver.check(timeout, giveUpAfter);
    }
}
