package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.producer.config.Budget;
import dev.probeline.producer.config.UnknownSpending;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestraintConfigTest {
    private static final String HEAD = "region: eu-west\nkafka: {bootstrap_servers: 'localhost:9092'}\n";
    private static final String TARGET = "\ntargets: [{name: a, model: m}]";

    @Test
    void withoutAWordThereIsRestraintAndNoBudget() throws Exception {
        ProducerConfig config = parse("");
        assertThat(config.budget()).isEqualTo(Budget.NONE);
        assertThat(config.restraint().headroom()).isEqualTo(0.2);
        assertThat(config.restraint().longestPause()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.restraint().unknownSpending()).isEqualTo(UnknownSpending.PROBE);
    }

    @Test
    void allOfItCanBeSaid() throws Exception {
        ProducerConfig config = parse("""
                prices:
                  as_of: 2026-11-01
                  models: {m: {input: 1, cached_input: 0.1, cache_write: 1.25, output: 4, reasoning: 5}}
                budget: {tokens_per_day: 1000, usd_per_day: 0.5}
                restraint: {headroom: 0.1, longest_stretch: 4, longest_pause: 1h, unknown_spending: wait, read_back: 5s}
                """);
        assertThat(config.prices().asOf()).contains(LocalDate.parse("2026-11-01"));
        assertThat(config.prices().of("m").reasoningOrOutput()).isEqualTo(5);
        assertThat(config.budget().usdPerDay()).contains(0.5);
        assertThat(config.restraint().unknownSpending()).isEqualTo(UnknownSpending.WAIT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prices: {models: {m: {input: 1}}} | prices.as_of: missing (expected: the date on which",
                "prices: {as_of: yesterday, models: {}} | prices.as_of: yesterday (expected: a date such as 2026-11-01)",
                "prices: {as_of: 2026-11-01, models: {m: {input: -1}}} | input: -1.0 (expected: US dollars per million",
                "budget: {usd_per_day: 1} | prices: none for m, the model of a (expected: one, as there is a budget",
                "budget: {tokens_per_day: 0} | budget.tokens_per_day: 0 (expected: at least 1)",
                "restraint: {headroom: 20} | restraint.headroom: 20.0 (expected: a share from 0 to 1",
                "restraint: {longest_stretch: 10} | restraint.longest_stretch: 10 (expected: a power of two",
                "restraint: {unknown_spending: maybe} | restraint.unknown_spending: maybe (expected: one of probe, wait)"
            })
    void whatCannotBeIsAFault(String yaml, String fault) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(fault);
    }

    private static ProducerConfig parse(String yaml) throws InvalidConfigException {
        return ConfigFile.parse(HEAD + yaml + TARGET, "test", ProducerConfig.class, name -> null);
    }
}
