package dev.probeline.quickstart.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget(1.0, Map.of("chat", 0.1, "embeddings", 0.01), 0.2);

    @Test
    void whatMayBeUnderWayIsHeldBack() {
        assertThat(budget.allowsMore(costs(0.79, Map.of(), 10), 10)).isTrue();
        assertThat(budget.allowsMore(costs(0.81, Map.of(), 10), 10)).isFalse();
    }

    @Test
    void anAttemptWithoutUsageCostsTheWorstOfItsTarget() {
        assertThat(budget.allowsMore(costs(0.6, Map.of("embeddings", 10L), 10), 10))
                .isTrue();
        assertThat(budget.allowsMore(costs(0.6, Map.of("chat", 10L), 10), 10)).isFalse();
    }

    @Test
    void anAttemptThatWasNotReadBackCostsTheWorstOfAll() {
        assertThat(budget.allowsMore(costs(0.6, Map.of(), 10), 11)).isTrue();
        assertThat(budget.allowsMore(costs(0.6, Map.of(), 10), 13)).isFalse();
    }

    @Test
    void withoutAPriceNothingIsAllowed() {
        assertThat(new Budget(1.0, Map.of("chat", Double.POSITIVE_INFINITY), Double.POSITIVE_INFINITY).allowsAny())
                .isFalse();
    }

    private static Costs costs(double known, Map<String, Long> unknown, long attempts) {
        return new Costs(known, unknown, attempts);
    }
}
