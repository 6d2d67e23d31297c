package dev.probeline.runtime.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of bytes as people write it: {@code 512}, {@code 64KiB} (1024 each), {@code 10MB} (1000 each). */
public record DataSize(long bytes) implements Comparable<DataSize> {
    static final String EXPECTED = "a size such as 512, 64KiB or 10MB";

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})([A-Za-z]*)");
    private static final Map<String, Long> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("TiB", 1L << 40);
        UNITS.put("GiB", 1L << 30);
        UNITS.put("MiB", 1L << 20);
        UNITS.put("KiB", 1L << 10);
        UNITS.put("TB", 1_000_000_000_000L);
        UNITS.put("GB", 1_000_000_000L);
        UNITS.put("MB", 1_000_000L);
        UNITS.put("KB", 1_000L);
        UNITS.put("B", 1L);
    }

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: 0 or more)");
        }
    }

    /**
     * @param text a whole number and a unit (B, KB, MB, GB, TB, KiB, MiB, GiB, TiB; upper or lower case), no unit
     *     meaning bytes
     * @throws IllegalArgumentException naming the expected form
     */
    public static DataSize parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            String unit = form.group(2).isEmpty() ? "B" : form.group(2);
            for (Map.Entry<String, Long> known : UNITS.entrySet()) {
                if (known.getKey().equalsIgnoreCase(unit)) {
                    return ofUnits(Long.parseLong(form.group(1)), known.getValue(), text);
                }
            }
        }
        throw malformed(text);
    }

    public static DataSize ofBytes(long bytes) {
        return new DataSize(bytes);
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The largest unit that divides it, so that it parses back to the same. */
    @Override
    public String toString() {
        if (bytes > 0) {
            for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
                if (bytes % unit.getValue() == 0) {
                    return String.format(Locale.ROOT, "%d%s", bytes / unit.getValue(), unit.getKey());
                }
            }
        }
        return bytes + "B";
    }

    private static DataSize ofUnits(long count, long unit, String text) {
        try {
            return new DataSize(Math.multiplyExact(count, unit));
        } catch (ArithmeticException e) {
            throw malformed(text);
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(text + " (expected: " + EXPECTED + ")");
    }
}
