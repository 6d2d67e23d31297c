package dev.probeline.alerts.channel.slack;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.slack.api.Slack;
import com.slack.api.webhook.Payload;
import com.slack.api.webhook.WebhookResponse;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.HttpAnswer;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.SlackWebhookReceiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.RetryAfter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts to a Slack channel through an incoming webhook. */
public final class SlackWebhookChannel implements Channel {
    private final SlackWebhookReceiver receiver;
    private final Slack slack;
    private final Links links;
    private final Clock clock;

    public SlackWebhookChannel(SlackWebhookReceiver receiver, Links links, Clock clock) {
        this.receiver = receiver;
        this.links = links;
        this.slack = SlackClients.of("https://slack.com/api/", receiver.timeout());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "slack_webhook";
    }

    @Override
    public Answer send(Notification notification) {
        SlackMessage message = SlackMessage.of(notification, links);
        Payload payload =
                Payload.builder().text(message.text()).blocks(message.blocks()).build();
        try {
            WebhookResponse response = slack.send(receiver.url().current(), payload);
            Optional<Duration> retryAfter = RetryAfter.parse(header(response, "Retry-After"), clock.instant());
            Optional<String> error = error(response.getBody());
            return response.getCode() == 200 && error.isPresent()
                    ? new Answer.Refused(error.get(), retryAfter)
                    : new Answer.Status(response.getCode(), retryAfter);
        } catch (IOException e) {
            return HttpAnswer.failed(e);
        }
    }

    /** A webhook says {@code ok} in plain text; some gateways before it answer as the API does. */
    private static Optional<String> error(String body) {
        if (body == null || !body.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonElement json = JsonParser.parseString(body);
            JsonElement ok = json.getAsJsonObject().get("ok");
            JsonElement error = json.getAsJsonObject().get("error");
            boolean refused = ok != null && ok.isJsonPrimitive() && !ok.getAsBoolean();
            return refused ? Optional.of(error == null ? "" : error.getAsString()) : Optional.empty();
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static String header(WebhookResponse response, String name) {
        for (Map.Entry<String, List<String>> header : response.getHeaders().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
    }
}
