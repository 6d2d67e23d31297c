package dev.probeline.alerts.core.message;

import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Notification.Line;
import dev.probeline.alerts.core.incident.Standing;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The one line that says what is wrong and where, for titles, subjects and telephones. */
public final class Headline {
    private static final int NAMED = 3;

    public static String of(Notification notification) {
        List<Line> told = notification.lines();
        List<Line> open = told.stream().filter(line -> !line.over()).toList();
        List<AlertEvent> meant =
                (open.isEmpty() ? told : open).stream().map(Line::event).toList();
        return "[" + status(notification) + "] " + several(meant, AlertEvent::getRule, "rules") + ": " + where(meant);
    }

    /** In one word or two, as in {@code CRITICAL} or {@code RESOLVED}. */
    public static String status(Notification notification) {
        AlertEvent worst = notification.worst();
        if (notification.over()) {
            return worst.getPreviousState() == AlertState.no_data ? "DATA RETURNED" : "RESOLVED";
        }
        Standing standing = notification.lines().get(0).standing();
        if (standing == Standing.ERROR) {
            return "RULE FAILS";
        }
        String status = standing == Standing.NO_DATA
                ? "NO DATA"
                : worst.getSeverity().toString().toUpperCase(Locale.ROOT);
        return notification.acknowledgedBy().isPresent() ? status + ", ACKNOWLEDGED" : status;
    }

    /** As in {@code openai gpt-4o, chat/completions, eu-west}. */
    static String where(List<AlertEvent> events) {
        Map<String, String> labels = events.get(0).getLabels();
        if (!labels.containsKey("provider")) {
            return labels.getOrDefault("receiver", "");
        }
        return several(events, label("provider"), "providers") + " " + several(events, label("model"), "models") + ", "
                + several(events, label("endpoint"), "endpoints") + ", " + several(events, label("region"), "regions");
    }

    private static Function<AlertEvent, String> label(String name) {
        return event -> event.getLabels().getOrDefault(name, "");
    }

    /** Their names, or how many there are where that would be a list. */
    private static String several(List<AlertEvent> events, Function<AlertEvent, String> name, String kind) {
        Stream<String> all = events.stream().map(name).filter(text -> !text.isEmpty());
        List<String> names = all.distinct().sorted().toList();
        if (names.contains(SeriesKey.ALL)) {
            return "all " + kind;
        }
        return names.size() > NAMED ? names.size() + " " + kind : String.join(", ", names);
    }

    private Headline() {}
}
