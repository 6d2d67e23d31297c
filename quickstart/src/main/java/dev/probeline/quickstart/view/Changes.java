package dev.probeline.quickstart.view;

import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The plain view as text: what happened between two snapshots, one line each. */
final class Changes {
    private static final Duration STATUS_EVERY = Duration.ofSeconds(10);

    private Changes() {}

    static List<String> between(Snapshot before, Snapshot now) {
        List<String> lines = new ArrayList<>();
        now.parts().stream()
                .filter(part -> !before.parts().contains(part))
                .forEach(part -> lines.add("started   " + part.name() + "  " + part.where()));
        if (before.probes() == 0 && now.probes() > 0) {
            lines.add("probing   the first probe has come through Kafka");
        }
        if (before.grid().isEmpty() && !now.grid().isEmpty()) {
            lines.add("windows   the first percentiles are out");
        }
        newIn(now.firing(), before.firing()).forEach(alert -> lines.add("firing    " + Wording.alert(alert)));
        newIn(before.firing(), now.firing()).forEach(alert -> lines.add("resolved  " + Wording.alert(alert)));
        lines.addAll(notifications(before, now));
        if (now.running().toSeconds() / STATUS_EVERY.toSeconds()
                > before.running().toSeconds() / STATUS_EVERY.toSeconds()) {
            lines.add(status(now));
        }
        if (!before.phase().equals(now.phase())) {
            lines.add("now       " + now.phase());
        }
        return lines.stream().map(line -> Wording.time(now.at()) + " " + line).toList();
    }

    private static String status(Snapshot now) {
        return "status    " + Wording.minutes(now.running()) + "  " + now.probes() + " probes, "
                + Wording.rate(now.probesPerSecond()) + ", " + now.firing().size() + " firing, " + now.arrived()
                + " notifications";
    }

    private static List<String> notifications(Snapshot before, Snapshot now) {
        int arrived = Math.max(0, now.arrived() - before.arrived());
        int fresh = Math.min(arrived, now.notifications().size());
        List<String> lines = new ArrayList<>(now.notifications().subList(0, fresh).stream()
                .map(notification -> "notified  " + Wording.notification(notification))
                .toList());
        Collections.reverse(lines);
        return lines;
    }

    private static List<AlertEvent> newIn(List<AlertEvent> alerts, List<AlertEvent> others) {
        Set<String> known = others.stream().map(AlertEvent::getAlertId).collect(Collectors.toSet());
        return alerts.stream()
                .filter(alert -> !known.contains(alert.getAlertId()))
                .toList();
    }
}
