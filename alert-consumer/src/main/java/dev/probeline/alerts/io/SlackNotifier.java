package dev.probeline.alerts.io;

import com.google.gson.JsonParseException;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import dev.probeline.alerts.config.SlackReceiver;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.SlackMessage;
import dev.probeline.schemas.events.AlertEvent;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Posts to a Slack channel as a bot. */
final class SlackNotifier implements Notifier {
    private final SlackReceiver receiver;
    private final MethodsClient slack;
    private final Clock clock;

    SlackNotifier(SlackReceiver receiver, Clock clock) {
        this.receiver = receiver;
        this.slack = SlackClients.of(receiver.apiUrl().toString(), receiver.timeout())
                .methods(receiver.botToken().reveal());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "slack";
    }

    @Override
    public Answer send(AlertEvent event) {
        SlackMessage message = SlackMessage.of(event);
        try {
            ChatPostMessageResponse response = slack.chatPostMessage(request -> request.channel(receiver.channel())
                    .text(message.text())
                    .blocks(message.blocks())
                    .unfurlLinks(false)
                    .unfurlMedia(false));
            return response.isOk() ? OK : new Answer.Refused(String.valueOf(response.getError()), Optional.empty());
        } catch (SlackApiException e) {
            return HttpAnswer.status(e.getResponse(), clock);
        } catch (IOException e) {
            return HttpAnswer.failed(e);
        } catch (JsonParseException e) {
            return new Answer.Unreachable();
        }
    }

    private static final Answer OK = new Answer.Status(200, Optional.empty());
}
