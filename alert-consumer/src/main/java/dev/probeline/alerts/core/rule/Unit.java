package dev.probeline.alerts.core.rule;

import dev.probeline.runtime.config.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** What a metric is measured in: how its thresholds are written and its values are shown. */
public enum Unit {
    MILLISECONDS("a duration such as 5s or 800ms") {
        @Override
        public double threshold(String text) {
            return Durations.parse(text).toNanos() / 1e6;
        }

        @Override
        public String show(double value) {
            return value < 1000
                    ? round(value) + " ms"
                    : value < 120_000 ? round(value / 1000) + " s" : wholeSeconds(value);
        }
    },
    RATIO("a share such as 5% or 0.05") {
        @Override
        public double threshold(String text) {
            return text.endsWith("%") ? number(text.substring(0, text.length() - 1)) / 100 : number(text);
        }

        @Override
        public String show(double value) {
            return round(value * 100) + " %";
        }
    },
    COUNT("a number"),
    PER_MINUTE("a number, per minute") {
        @Override
        public String show(double value) {
            return round(value) + "/min";
        }
    },
    TOKENS_PER_SECOND("a number, tokens per second") {
        @Override
        public String show(double value) {
            return round(value) + " tokens/s";
        }
    },
    TIMES("a number, times") {
        @Override
        public String show(double value) {
            return round(value) + "×";
        }
    },
    USD("a number, US dollars") {
        @Override
        public String show(double value) {
            return round(value) + " USD";
        }
    };

    private final String expected;

    Unit(String expected) {
        this.expected = expected;
    }

    /** How a threshold of this unit is written, for messages. */
    public String expected() {
        return expected;
    }

    /** @throws IllegalArgumentException if the text is no value of this unit */
    public double threshold(String text) {
        return number(text);
    }

    /** The value for people: three digits that count, with its unit. */
    public String show(double value) {
        return round(value);
    }

    private static double number(String text) {
        return new BigDecimal(text.strip()).doubleValue();
    }

    private static String round(double value) {
        if (Math.abs(value) >= 1000) {
            return String.valueOf(Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        return rounded.toPlainString();
    }

    private static String wholeSeconds(double milliseconds) {
        return Durations.format(Duration.ofSeconds(Math.round(milliseconds / 1000)));
    }
}
