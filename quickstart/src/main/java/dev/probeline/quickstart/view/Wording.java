package dev.probeline.quickstart.view;

import dev.probeline.quickstart.inbox.Notification;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers, times and alerts are put into words. */
final class Wording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Wording() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String minutes(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    static String millis(double millis) {
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f/s", perSecond);
    }

    static String alert(AlertEvent alert) {
        return words(alert.getRule(), alert.getLabels().getOrDefault("model", ""), region(alert), summary(alert));
    }

    static String notification(Notification notification) {
        return words(
                notification.status(),
                notification.name(),
                notification.labels().getOrDefault("model", ""),
                notification.labels().getOrDefault("region", ""));
    }

    private static String region(AlertEvent alert) {
        return alert.getLabels().getOrDefault("region", "");
    }

    private static String summary(AlertEvent alert) {
        String summary = alert.getAnnotations().getOrDefault("summary", "");
        return summary.isEmpty() ? "" : "– " + summary;
    }

    private static String words(String... words) {
        return String.join(" ", words).replaceAll(" {2,}", " ").strip();
    }
}
