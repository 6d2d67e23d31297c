package dev.probeline.alerts.channel.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.HttpAnswer;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.SlackReceiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Posts to a Slack channel as a bot: one message for an incident, updated in place, with its story in the message's thread
 * and its end told to the whole channel. Where the message is gone, another one begins.
 */
public final class SlackChannel implements Channel {
    private static final String CHANNEL = "channel";
    private static final String MESSAGE = "ts";

    private final SlackReceiver receiver;
    private final Links links;
    private final Slack slack;
    private final Clock clock;

    public SlackChannel(SlackReceiver receiver, Links links, Clock clock) {
        this.receiver = receiver;
        this.links = links;
        this.slack = SlackClients.of(receiver.apiUrl().toString(), receiver.timeout());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "slack";
    }

    @Override
    public Answer send(Notification notification) {
        SlackMessage message = SlackMessage.of(notification, links);
        try {
            return notification.receipt().containsKey(MESSAGE) ? goOn(notification, message) : post(message);
        } catch (SlackApiException e) {
            return HttpAnswer.status(e.getResponse(), clock);
        } catch (IOException e) {
            return HttpAnswer.failed(e);
        } catch (JsonParseException e) {
            return new Answer.Unreachable();
        }
    }

    /** With the token as it is now. */
    private MethodsClient slack() {
        return slack.methods(receiver.botToken().current());
    }

    private Answer post(SlackMessage message) throws IOException, SlackApiException {
        ChatPostMessageResponse response = slack().chatPostMessage(request -> request.channel(receiver.channel())
                .text(message.text())
                .blocks(message.blocks())
                .unfurlLinks(false)
                .unfurlMedia(false));
        return response.isOk()
                ? new Answer.Taken(Map.of(CHANNEL, response.getChannel(), MESSAGE, response.getTs()))
                : refused(response);
    }

    /** The update may be made twice without harm, so it comes first and the reply, which may not, last. */
    private Answer goOn(Notification notification, SlackMessage message) throws IOException, SlackApiException {
        String channel = notification.receipt().getOrDefault(CHANNEL, receiver.channel());
        String first = notification.receipt().get(MESSAGE);
        SlackApiTextResponse update = slack().chatUpdate(request ->
                request.channel(channel).ts(first).text(message.text()).blocks(message.blocks()));
        if (!update.isOk()) {
            boolean gone =
                    "message_not_found".equals(update.getError()) || "cant_update_message".equals(update.getError());
            return gone ? post(message) : refused(update);
        }
        SlackApiTextResponse reply = slack().chatPostMessage(request -> request.channel(channel)
                .threadTs(first)
                .replyBroadcast(notification.occasion().isEnd())
                .text(message.text() + " (" + notification.occasion().text() + ")"));
        return reply.isOk() ? new Answer.Taken(Map.of()) : refused(reply);
    }

    private static Answer refused(SlackApiTextResponse response) {
        return new Answer.Refused(String.valueOf(response.getError()), Optional.empty());
    }
}
