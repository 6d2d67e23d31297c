package dev.probeline.producer.core;

import dev.probeline.producer.config.Budget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What remains of something that is limited, as a share.
 *
 * @param of its name, a word for metrics: requests, tokens, project_tokens, target_tokens, region_usd, …
 * @param share from 0, nothing remains, to 1
 */
public record Headroom(String of, double share) {

    /** @param scope whose budget: target or region */
    public static List<Headroom> of(String scope, Budget budget, Spent spent) {
        return Stream.of(
                        budget.tokensPerDay().map(bound -> left(scope + "_tokens", (double) spent.tokens(), bound)),
                        budget.usdPerDay().map(bound -> left(scope + "_usd", spent.usd(), bound)))
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<Headroom> least(List<Headroom> all) {
        return all.stream().min(Comparator.comparingDouble(Headroom::share));
    }

    private static Headroom left(String of, double used, double bound) {
        return new Headroom(of, Math.max(0, 1 - used / bound));
    }
}
