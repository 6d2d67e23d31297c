package dev.probeline.alerts.core.rule;

/** So many of a number of things: {@code 2}, or {@code 50%} of them. */
public record Share(double part, boolean ofAll) {
    /** @throws IllegalArgumentException if it is neither a whole number from 1 nor a share of at most 100 % */
    public static Share parse(String text) {
        try {
            if (text.endsWith("%")) {
                double percent = Double.parseDouble(text.substring(0, text.length() - 1));
                if (percent > 0 && percent <= 100) {
                    return new Share(percent / 100, true);
                }
            } else if (Integer.parseInt(text) > 0) {
                return new Share(Integer.parseInt(text), false);
            }
        } catch (NumberFormatException e) {
            throw refused(text, e);
        }
        throw refused(text, null);
    }

    /** How many of so many, at least one. */
    int of(int all) {
        return Math.max(1, (int) Math.ceil(ofAll ? part * all - 1e-9 : part));
    }

    private static IllegalArgumentException refused(String text, Exception cause) {
        return new IllegalArgumentException(
                text + " (expected: a number of regions such as 2, or a share such as 50%)", cause);
    }

    @Override
    public String toString() {
        return ofAll ? Math.round(part * 100) + "%" : String.valueOf(Math.round(part));
    }
}
