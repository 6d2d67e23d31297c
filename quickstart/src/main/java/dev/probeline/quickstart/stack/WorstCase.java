package dev.probeline.quickstart.stack;

import dev.probeline.producer.ProducerConfig;
import dev.probeline.producer.config.Price;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.wire.Calls;
import dev.probeline.quickstart.core.Budget;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What probes can cost at most, from the configuration of the probers alone. */
final class WorstCase {
    private static final String NONCE = "00000000-0000-0000-0000-000000000000";
    private static final double PER = 1e6;

    private WorstCase() {}

    static Budget budget(double usd, List<ProducerConfig> probers) {
        Map<String, Double> worst = new HashMap<>();
        double reserve = 0;
        for (ProducerConfig prober : probers) {
            for (Target target : prober.targets()) {
                double attempt = attempt(target, prober.prices().of(target.model()));
                worst.merge(target.name(), attempt, Math::max);
                // A probe under way with its retries, and one that begins before the stop is heard.
                reserve += attempt * (target.retries().size() + 2);
            }
        }
        return new Budget(usd, worst, reserve);
    }

    /** A token is a byte at least, and the body holds more than what is billed of it. Without a price: no bound. */
    private static double attempt(Target target, Price price) {
        if (price == null) {
            return Double.POSITIVE_INFINITY;
        }
        int prompt = new Calls(target).body(NONCE).orElse("").getBytes(StandardCharsets.UTF_8).length;
        return (prompt * price.input() + target.maxCompletionTokens() * price.output()) / PER;
    }
}
