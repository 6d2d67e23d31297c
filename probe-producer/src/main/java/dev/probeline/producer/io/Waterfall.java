package dev.probeline.producer.io;

import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.ProbeResult;
import java.util.Locale;

/** One attempt as text for a person: its phases as bars on one time line, then every field. */
public final class Waterfall {
    private static final int WIDTH = 48;

    private Waterfall() {}

    /** From the response head to the end, milliseconds; null without a head. */
    static Double transferMs(ProbeResult result) {
        return result.getTtfbMs() == null
                ? null
                : Double.valueOf(Math.max(0, result.getLatencyMs() - setUpMs(result) - result.getTtfbMs()));
    }

    public static String of(ProbeResult result) {
        StringBuilder text = new StringBuilder();
        double total = Math.max(result.getLatencyMs(), 0.001);
        double at = 0;
        at = bar(text, "resolve", at, result.getDnsMs(), total);
        at = bar(text, "connect", at, result.getConnectMs(), total);
        at = bar(text, "tls", at, result.getTlsMs(), total);
        at = bar(text, "processing", at, result.getTtfbMs(), total);
        Double untilToken = result.getTtftMs() == null || result.getTtfbMs() == null
                ? null
                : Double.valueOf(result.getTtftMs() - result.getTtfbMs());
        at = bar(text, "first token", at, untilToken, total);
        if (result.getTtfbMs() != null) {
            bar(text, "transfer", at, Math.max(0, result.getLatencyMs() - at), total);
        }
        text.append(String.format(Locale.ROOT, "%-12s %10.2f ms%n", "total", result.getLatencyMs()));
        result.getSchema().getFields().forEach(field -> {
            text.append(String.format(Locale.ROOT, "%n%-34s %s", field.name(), shown(result.get(field.pos()))));
        });
        return text.append(System.lineSeparator()).toString();
    }

    private static String shown(Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
        // Avro writes a symbol that is a word of Java's with a dollar sign.
        return value instanceof ConnectionUse use ? use.name().replace("$", "") : value.toString();
    }

    private static double bar(StringBuilder text, String name, double at, Double millis, double total) {
        if (millis == null) {
            return at;
        }
        int from = (int) Math.min(WIDTH - 1, Math.round(at / total * WIDTH));
        int length = (int) Math.max(1, Math.min(WIDTH - from, Math.round(millis / total * WIDTH)));
        String bar = " ".repeat(from) + "█".repeat(length);
        text.append(String.format(Locale.ROOT, "%-12s %10.2f ms  %s%n", name, millis, bar));
        return at + millis;
    }

    /** Everything before the request was written. */
    private static double setUpMs(ProbeResult result) {
        return zero(result.getDnsMs()) + zero(result.getConnectMs()) + zero(result.getTlsMs());
    }

    private static double zero(Double millis) {
        return millis == null ? 0 : millis;
    }
}
