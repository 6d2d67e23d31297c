package dev.probeline.alerts.channel.webhook;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.HttpAnswer;
import dev.probeline.alerts.channel.HttpClients;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.WebhookReceiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.runtime.config.Secret;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Posts Alertmanager's webhook, signed where a secret is agreed on. */
public final class WebhookChannel implements Channel {
    private final String name;
    private final WebhookReceiver receiver;
    private final Links links;
    private final OkHttpClient http;
    private final Clock clock;

    public WebhookChannel(String name, WebhookReceiver receiver, Links links, Clock clock) {
        this.name = name;
        this.receiver = receiver;
        this.links = links;
        this.http = HttpClients.within(receiver.timeout());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "webhook";
    }

    @Override
    public Answer send(Notification notification) {
        byte[] body = WebhookPayload.of(notification, name, links);
        Request.Builder request = HttpAnswer.post(receiver.url().current(), body);
        List<String> keys = Stream.concat(receiver.hmacSecret().stream(), receiver.hmacSecretNext().stream())
                .map(Secret::current)
                .toList();
        if (!keys.isEmpty()) {
            request.header(Signature.HEADER, Signature.of(body, keys, clock.instant()));
        }
        return HttpAnswer.to(http.newCall(request.build()), clock);
    }
}
