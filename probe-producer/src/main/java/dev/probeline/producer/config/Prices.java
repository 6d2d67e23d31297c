package dev.probeline.producer.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What models cost.
 *
 * @param asOf when the prices were looked up: providers change them, and an old table makes wrong sums
 * @param models by the name under which a model is requested
 */
public record Prices(
        Optional<LocalDate> asOf, @Default("{}") Map<String, Price> models) {
    public Prices {
        new Expect()
                .that(
                        asOf.isPresent() || models.isEmpty(),
                        "as_of",
                        "missing",
                        "the date on which the prices were looked up, such as 2026-11-01")
                .orThrow();
        models = Map.copyOf(models);
    }

    /** Null where unknown. */
    public Price of(String model) {
        return models.get(model);
    }
}
