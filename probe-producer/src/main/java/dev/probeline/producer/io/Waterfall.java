package dev.probeline.producer.io;

import dev.probeline.producer.core.Phase;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** One attempt as text for a person: what came of it, its phases as bars on one time line, then every field. */
public final class Waterfall {
    private static final int WIDTH = 48;
    /** A server's words must not steer a terminal. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Ink ink;

    public Waterfall(Ink ink) {
        this.ink = ink;
    }

    public String of(ProbeResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(result));
        lines.add("");
        lines.addAll(bars(result));
        lines.add("");
        for (Schema.Field field : result.getSchema().getFields()) {
            String line = String.format(Locale.ROOT, "%-34s %s", field.name(), shown(result.get(field.pos())));
            lines.add(result.get(field.pos()) == null ? ink.quiet(line) : line);
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private String headline(ProbeResult result) {
        String attempt = "attempt " + result.getAttempt() + ": ";
        if (result.getOutcome() == Outcome.success) {
            String tokens = result.getTtftMs() == null ? "" : ", first token after " + millis(result.getTtftMs());
            return attempt + ink.good("success") + " in " + millis(result.getLatencyMs()) + tokens;
        }
        String message = result.getErrorMessage() == null ? "" : ": " + shown(result.getErrorMessage());
        return attempt + ink.bad("failure") + " " + result.getErrorType() + " ("
                + EventJson.word(result.getFaultDomain()) + ") after " + millis(result.getLatencyMs()) + message;
    }

    private List<String> bars(ProbeResult result) {
        List<String> lines = new ArrayList<>();
        double whole = Math.max(result.getLatencyMs(), 0.001);
        double at = 0;
        for (Phase phase : Phase.of(result)) {
            int from = (int) Math.min(WIDTH - 1, Math.round(at / whole * WIDTH));
            int length = (int) Math.max(1, Math.min(WIDTH - from, Math.round(phase.millis() / whole * WIDTH)));
            lines.add(row(phase.name(), phase.millis()) + "  " + " ".repeat(from) + ink.bar(length)
                    + note(phase, result));
            at += phase.millis();
        }
        lines.add(row("total", result.getLatencyMs()));
        return lines;
    }

    /** The server's own figure, from its header. */
    private String note(Phase phase, ProbeResult result) {
        boolean said = phase.name().equals("first byte") && result.getServerProcessingMs() != null;
        return said ? ink.quiet("  (server: " + millis(result.getServerProcessingMs()) + " of it)") : "";
    }

    private static String row(String name, double millis) {
        return String.format(Locale.ROOT, "%-12s %10.2f ms", name, millis);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f ms", value);
    }

    private static String shown(Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
        return CONTROL.matcher(EventJson.word(value)).replaceAll("?");
    }
}
