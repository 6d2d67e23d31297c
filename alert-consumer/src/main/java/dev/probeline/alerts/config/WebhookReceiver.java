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
 * @param hmacSecretNext signs it too, while the receiver changes from one secret to the other
 */
@Named("webhook")
public record WebhookReceiver(
        Secret url,
        Optional<Secret> hmacSecret,
        Optional<Secret> hmacSecretNext,
        @Default("true") boolean sendResolved,
        @Default("10s") Duration timeout,
        @Default("6h") Duration giveUpAfter)
        implements Receiver {
    public WebhookReceiver {
        SecretUrl.check("url", url);
        Receiver.check(timeout, giveUpAfter);
    }
}
