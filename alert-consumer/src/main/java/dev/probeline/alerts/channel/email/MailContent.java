package dev.probeline.alerts.channel.email;

import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.message.Cut;
import dev.probeline.alerts.core.message.Facts;
import dev.probeline.alerts.core.message.Headline;
import dev.probeline.alerts.core.message.PlainText;
import dev.probeline.alerts.core.message.Texts;
import dev.probeline.schemas.events.AlertEvent;
import java.util.stream.Collectors;

/**
 * An incident as a mail's subject and its two bodies.
 *
 * @param thread the message id of the incident's first mail, to which all others refer
 */
record MailContent(String subject, String text, String html, String thread) {
    /** A header line may have 998. */
    static final int SUBJECT_LIMIT = 250;

    private static final int TEXT_LIMIT = 1000;
    private static final int ALERTS = 50;
    private static final String GREEN = "#2eb67d";
    private static final String RED = "#e01e5a";

    static MailContent of(Notification notification, Links links, String domain) {
        return new MailContent(
                Cut.to(SUBJECT_LIMIT, Headline.of(notification).replaceAll("\\p{Cntrl}", " ")),
                PlainText.of(notification, links.dashboard(), links.silence(notification)),
                html(notification, links),
                "<" + notification.incident() + "@" + domain + ">");
    }

    private static String html(Notification notification, Links links) {
        AlertEvent worst = notification.worst();
        String alerts = notification.lines().size() < 2
                ? ""
                : notification.lines().stream()
                        .limit(ALERTS)
                        .map(line -> "<li>" + escape(Texts.line(line)) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
        String facts = Facts.of(worst).stream()
                .map(fact -> "<tr><th align=\"left\" valign=\"top\">" + escape(fact.name()) + "</th><td>"
                        + escape(fact.text()) + "</td></tr>")
                .collect(Collectors.joining("", "<table>", "</table>"));
        String evidence = Facts.evidence(worst).stream()
                .map(example -> "<p><code>" + escape(example) + "</code></p>")
                .collect(Collectors.joining());
        return "<!DOCTYPE html><html><body style=\"font-family:sans-serif;max-width:44em\"><h2 style=\"border-left:.4em solid "
                + (notification.over() ? GREEN : RED) + ";padding-left:.5em\">" + escape(Headline.of(notification))
                + "</h2><p>" + escape(Facts.summary(worst)) + "</p>" + alerts + facts + evidence
                + link("Runbook", Facts.runbook(worst)) + link("Dashboard", links.dashboard())
                + "<p>Silence: <code>" + escape(links.silence(notification)) + "</code></p><p><small>"
                + escape(Texts.footer(notification)) + "</small></p></body></html>";
    }

    private static String link(String name, String url) {
        return url.isEmpty() || url.length() > TEXT_LIMIT
                ? ""
                : "<p><a href=\"" + escape(url) + "\">" + name + "</a></p>";
    }

    private static String escape(String text) {
        return Cut.to(TEXT_LIMIT, text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
