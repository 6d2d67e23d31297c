package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Named;
import java.time.Duration;

/** Standard output, for trying out and for whoever collects it. */
@Named("terminal")
public record TerminalReceiver(@Default("true") boolean sendResolved) implements Receiver {
    @Override
    public Duration timeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration giveUpAfter() {
        return Duration.ofMinutes(1);
    }
}
