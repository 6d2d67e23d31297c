package dev.probeline.alerts.channel.pagerduty;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.HttpAnswer;
import dev.probeline.alerts.channel.HttpClients;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.PagerDutyReceiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import java.time.Clock;
import okhttp3.OkHttpClient;

/** Triggers, acknowledges and resolves at PagerDuty. */
public final class PagerDutyChannel implements Channel {
    private final PagerDutyReceiver receiver;
    private final Links links;
    private final OkHttpClient http;
    private final Clock clock;

    public PagerDutyChannel(PagerDutyReceiver receiver, Links links, Clock clock) {
        this.receiver = receiver;
        this.links = links;
        this.http = HttpClients.within(receiver.timeout());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "pagerduty";
    }

    @Override
    public Answer send(Notification notification) {
        byte[] event = PagerDutyEvent.of(notification, receiver.routingKey().current(), links);
        return HttpAnswer.to(
                http.newCall(HttpAnswer.post(receiver.url().toString(), event).build()), clock);
    }
}
