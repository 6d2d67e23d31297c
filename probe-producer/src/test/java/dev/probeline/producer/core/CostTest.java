package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.probeline.producer.config.Price;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final long MILLION = 1_000_000;
    private static final Price PLAIN = new Price(2, Optional.empty(), Optional.empty(), 8, Optional.empty());
    private static final Price FULL = new Price(2, Optional.of(0.5), Optional.of(2.5), 8, Optional.of(12.0));

    @Test
    void unlessTheyHaveAPriceCachedAndReasoningTokensCostWhatOthersDo() {
        assertThat(usd(PLAIN, new Usage(MILLION, MILLION / 2, MILLION / 4, MILLION, MILLION / 2)))
                .isEqualTo(10);
    }

    @Test
    void eachKindOfTokenHasItsPrice() {
        assertThat(usd(FULL, new Usage(MILLION, MILLION / 2, MILLION / 4, MILLION, MILLION / 2)))
                .isCloseTo(0.25 * 2 + 0.5 * 0.5 + 0.25 * 2.5 + 0.5 * 8 + 0.5 * 12, within(1e-9));
    }

    @Test
    void aPartIsNeverMoreThanTheWhole() {
        assertThat(usd(FULL, new Usage(MILLION, 5 * MILLION, 5 * MILLION, MILLION, 5 * MILLION)))
                .isCloseTo(0.5 + 12, within(1e-9));
    }

    @Test
    void withoutPriceOrUsageTheCostIsUnknownAndNotZero() {
        assertThat(Cost.of(null, new Usage(1L, 0L, null, 1L, 0L))).isNull();
        assertThat(Cost.of(PLAIN, Usage.UNKNOWN)).isNull();
    }

    private static double usd(Price price, Usage usage) {
        return Cost.of(price, usage);
    }
}
