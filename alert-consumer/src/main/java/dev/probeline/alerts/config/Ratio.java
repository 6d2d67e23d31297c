package dev.probeline.alerts.config;

import java.math.BigDecimal;

/** A share between 0 and 1, both left out, written {@code 99.9%} or {@code 0.999}. */
record Ratio(double value) {
    static Ratio parse(String text) {
        try {
            BigDecimal value = text.endsWith("%")
                    ? new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2)
                    : new BigDecimal(text);
            if (value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0) {
                return new Ratio(value.doubleValue());
            }
        } catch (NumberFormatException e) {
            throw refused(text, e);
        }
        throw refused(text, null);
    }

    private static IllegalArgumentException refused(String text, Exception cause) {
        return new IllegalArgumentException(text + " (expected: a share below 100 %, such as 99.9% or 0.999)", cause);
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
