package dev.probeline.alerts.channel.discord;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.HttpAnswer;
import dev.probeline.alerts.channel.HttpClients;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.DiscordReceiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import java.time.Clock;
import okhttp3.OkHttpClient;

/** Posts to Discord. */
public final class DiscordChannel implements Channel {
    private final DiscordReceiver receiver;
    private final Links links;
    private final OkHttpClient http;
    private final Clock clock;

    public DiscordChannel(DiscordReceiver receiver, Links links, Clock clock) {
        this.receiver = receiver;
        this.links = links;
        this.http = HttpClients.within(receiver.timeout());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "discord";
    }

    @Override
    public Answer send(Notification notification) {
        byte[] message = DiscordMessage.of(notification, links);
        return HttpAnswer.to(
                http.newCall(HttpAnswer.post(receiver.url().current(), message).build()), clock);
    }
}
