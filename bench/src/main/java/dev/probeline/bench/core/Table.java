package dev.probeline.bench.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people: one line a row, in columns. */
public record Table(Report report) {
    private static final double THOUSAND = 1000;
    private static final double MIB = 1 << 20;
    private static final String FORMAT = "%-20s %7s %6s %8s %19s %6s %9s %7s%n";

    public String text() {
        StringBuilder text = new StringBuilder(
                format(FORMAT, "row", "threads", "series", "k rec/s", "[min – max]", "× p+d", "CPU s/M", "RSS MiB"));
        report.rows().forEach(measured -> text.append(line(measured)));
        List<String> ratios = new ArrayList<>();
        report.ratios().forEach((name, ratio) -> ratios.add(format("%s %.2f", name, ratio)));
        if (!ratios.isEmpty()) {
            text.append(format("%nratios: %s%n", String.join(", ", ratios)));
        }
        return text.toString();
    }

    private String line(Measured measured) {
        Median speed = measured.recordsPerSecond();
        var ratio = report.toPollDecode(measured);
        return format(
                FORMAT,
                measured.row().name(),
                measured.row().threads(),
                measured.row().data().series(),
                thousands(speed.value()),
                "[" + thousands(speed.min()) + " – " + thousands(speed.max()) + "]",
                ratio.isPresent() ? format("%.2f", ratio.getAsDouble()) : "",
                format("%.2f", measured.cpuSecondsPerMillion().value()),
                format("%.0f", measured.peakRssBytes().value() / MIB));
    }

    private static String thousands(double recordsPerSecond) {
        double thousands = recordsPerSecond / THOUSAND;
        return format(thousands < 100 ? "%.2f" : "%.0f", thousands);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
