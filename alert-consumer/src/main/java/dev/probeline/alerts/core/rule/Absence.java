package dev.probeline.alerts.core.rule;

import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Nothing comes where something should. It is told by the clock and over many series, so no window answers it: that is
 * the part of the silence watch.
 *
 * @param longest how long nothing may come
 */
public record Absence(Of of, Duration longest) implements Condition {
    /** Whose silence; each leaves to the ones after it what they explain. */
    public enum Of {
        /** One region says nothing of a model of which others speak. */
        REGION,
        /** Nothing at all comes from a region that probes several things. */
        PROBER,
        /** No region says anything of a model, or of all of them. */
        ALL_REGIONS,
        /** No metrics come: nothing is known of anything. */
        PIPELINE
    }

    @Override
    public String text() {
        String words = of.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words + " silent for " + Durations.format(longest);
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.of((double) longest.toMillis());
    }

    /** The value is how long nothing has come. */
    @Override
    public Unit unit() {
        return Unit.MILLISECONDS;
    }

    @Override
    public Finding examine(ProbeMetrics window, Memory memory) {
        return Finding.of(false, 0, true, OptionalDouble.empty(), Answer.UNKNOWN);
    }
}
