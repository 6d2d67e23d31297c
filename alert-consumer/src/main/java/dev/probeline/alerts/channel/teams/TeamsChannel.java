package dev.probeline.alerts.channel.teams;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.HttpAnswer;
import dev.probeline.alerts.channel.HttpClients;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.TeamsReceiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import java.time.Clock;
import okhttp3.OkHttpClient;

/** Posts to Microsoft Teams. */
public final class TeamsChannel implements Channel {
    private final TeamsReceiver receiver;
    private final Links links;
    private final OkHttpClient http;
    private final Clock clock;

    public TeamsChannel(TeamsReceiver receiver, Links links, Clock clock) {
        this.receiver = receiver;
        this.links = links;
        this.http = HttpClients.within(receiver.timeout());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "teams";
    }

    @Override
    public Answer send(Notification notification) {
        byte[] message = TeamsMessage.of(notification, links);
        return HttpAnswer.to(
                http.newCall(HttpAnswer.post(receiver.url().current(), message).build()), clock);
    }
}
