package dev.probeline.runtime.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus and Go write them: {@code 250ms}, {@code 1m30s}, {@code 2d}; whole numbers, units descending. */
public final class Durations {
    static final String EXPECTED = "a duration such as 250ms, 30s, 1m30s, 1h or 2d";

    /** Also for JSON Schema, whose patterns are JavaScript's. */
    static final String PATTERN =
            "(?=[0-9])(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m(?!s))?(?:([0-9]+)s)?(?:([0-9]+)ms)?";

    private static final Pattern FORM = Pattern.compile(PATTERN);
    private static final Map<String, Long> MILLIS = new LinkedHashMap<>();

    static {
        MILLIS.put("d", 86_400_000L);
        MILLIS.put("h", 3_600_000L);
        MILLIS.put("m", 60_000L);
        MILLIS.put("s", 1_000L);
        MILLIS.put("ms", 1L);
    }

    private Durations() {}

    /** @throws IllegalArgumentException naming the expected form */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw malformed(text);
        }
        long millis = 0;
        int group = 1;
        try {
            for (long unit : MILLIS.values()) {
                String count = form.group(group++);
                if (count != null) {
                    millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(count), unit));
                }
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw malformed(text);
        }
        return Duration.ofMillis(millis);
    }

    /** The form {@link #parse} reads; what is below a millisecond is cut off, and a negative one has a sign in front. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        if (rest < 0) {
            text.append('-');
            rest = Math.negateExact(rest);
        }
        for (Map.Entry<String, Long> unit : MILLIS.entrySet()) {
            long count = rest / unit.getValue();
            if (count > 0) {
                text.append(count).append(unit.getKey());
                rest %= unit.getValue();
            }
        }
        return text.toString();
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(text + " (expected: " + EXPECTED + ")");
    }
}
