package dev.probeline.quickstart.core;

import java.util.Map;

/**
 * What probing may cost at most. Whatever is not known to cost less is charged at the worst case of its target, and
 * what may be under way when probing stops is held back, so that the limit is never passed.
 *
 * @param usd the limit, US dollars
 * @param worstUsd what one attempt can cost at most, by target
 * @param reserveUsd what attempts can cost at most that were begun before the stop takes effect
 */
public record Budget(double usd, Map<String, Double> worstUsd, double reserveUsd) {
    public Budget {
        worstUsd = Map.copyOf(worstUsd);
    }

    /** Whether any attempt is allowed at all. */
    public boolean allowsAny() {
        return reserveUsd < usd;
    }

    /** @param made attempts by the probers' own count; those that were not read back count as well */
    public boolean allowsMore(Costs seen, long made) {
        double worst = worstUsd.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        double unknown = seen.unknown().entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * worstUsd.getOrDefault(entry.getKey(), worst))
                .sum();
        long unseen = Math.max(0, made - seen.attempts());
        double unseenUsd = unseen == 0 ? 0 : unseen * worst;
        return seen.knownUsd() + unknown + unseenUsd + reserveUsd < usd;
    }
}
