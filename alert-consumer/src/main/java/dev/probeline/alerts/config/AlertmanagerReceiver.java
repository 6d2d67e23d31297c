package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Named;
import dev.probeline.runtime.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An Alertmanager, which routes and tells in our place; it is told again while an alert fires, for it keeps none.
 *
 * @param urls base URL of every instance: they do not tell each other of alerts
 * @param resendInterval between tellings of what fires; an alert not heard of four times over is over there
 */
@Named("alertmanager")
public record AlertmanagerReceiver(
        List<Secret> urls,
        @Default("1m") Duration resendInterval,
        @Default("true") boolean sendResolved,
        @Default("10s") Duration timeout,
        @Default("6h") Duration giveUpAfter)
        implements Receiver {
    public AlertmanagerReceiver {
        new Expect()
                .that(!urls.isEmpty(), "urls", "[]", "at least one, such as http://alertmanager:9093")
                .that(
                        resendInterval.compareTo(Duration.ofSeconds(1)) >= 0,
                        "resend_interval",
                        resendInterval,
                        "1s or more")
                .orThrow();
        urls.forEach(url -> SecretUrl.check("urls", url));
        Receiver.check(timeout, giveUpAfter);
    }

    /** One request to each instance. */
    @Override
    public Duration bound() {
        return timeout().multipliedBy(urls.size());
    }

    @Override
    public Optional<Duration> resend() {
        return Optional.of(resendInterval);
    }
}
