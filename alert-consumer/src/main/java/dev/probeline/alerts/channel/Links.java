package dev.probeline.alerts.channel;

import dev.probeline.alerts.core.incident.Labels;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.route.Matcher;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where people look further.
 *
 * @param dashboard empty where there is none
 */
public record Links(String dashboard) {
    public static final Links NONE = new Links("");

    /** The command that keeps an incident quiet for two hours, for a shell; what it silences is the group's labels. */
    public String silence(Notification notification) {
        Map<String, String> labels = notification.group().labels().isEmpty()
                ? Map.of("alertname", Labels.of(notification.worst()).get("alertname"))
                : notification.group().labels();
        return "alert-consumer silence add --config FILE --comment WHY --for 2h "
                + labels.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(label -> inShell(label.getKey() + "=" + Matcher.quoted(label.getValue())))
                        .collect(Collectors.joining(" "));
    }

    private static String inShell(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
