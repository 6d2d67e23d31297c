package dev.probeline.alerts.core.message;

import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.schemas.events.AlertEvent;

/** An incident as lines of text, for a terminal and for the plain half of a mail. */
public final class PlainText {
    /** Of one line; whoever needs more has the dashboard. */
    private static final int LINE_LIMIT = 1000;

    private static final int ALERTS = 50;

    public static String of(Notification notification, String dashboard, String silence) {
        AlertEvent worst = notification.worst();
        StringBuilder text = new StringBuilder();
        line(text, Headline.of(notification));
        line(text, "");
        line(text, Facts.summary(worst));
        line(text, worst.getAnnotations().getOrDefault("description", ""));
        if (notification.lines().size() > 1) {
            notification.lines().stream().limit(ALERTS).forEach(each -> line(text, "  - " + Texts.line(each)));
        }
        Facts.of(worst).forEach(fact -> line(text, fact.name() + ": " + fact.text()));
        Facts.evidence(worst).forEach(example -> line(text, "Evidence: " + example));
        String runbook = Facts.runbook(worst);
        if (!runbook.isEmpty()) {
            line(text, "Runbook: " + runbook);
        }
        if (!dashboard.isEmpty()) {
            line(text, "Dashboard: " + dashboard);
        }
        line(text, "Silence: " + silence);
        line(text, Texts.footer(notification));
        return text.toString();
    }

    /** Characters of control and of direction would make a terminal or a mail do something. */
    private static void line(StringBuilder text, String line) {
        String shown = Cut.to(LINE_LIMIT, line.replaceAll("[\\p{Cc}\\p{Cf}]", " "));
        if (!shown.isBlank() || text.indexOf("\n\n") < 0) {
            text.append(shown).append('\n');
        }
    }

    private PlainText() {}
}
