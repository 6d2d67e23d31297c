package dev.probeline.alerts.channel.terminal;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.message.PlainText;
import dev.probeline.alerts.core.notify.Answer;
import java.io.PrintWriter;
import java.util.Map;

/** Prints. */
public final class TerminalChannel implements Channel {
    private final PrintWriter out;
    private final Links links;

    public TerminalChannel(PrintWriter out, Links links) {
        this.out = out;
        this.links = links;
    }

    @Override
    public String integration() {
        return "terminal";
    }

    @Override
    public Answer send(Notification notification) {
        out.print(PlainText.of(notification, links.dashboard(), links.silence(notification)) + "\n");
        out.flush();
        return new Answer.Taken(Map.of());
    }
}
