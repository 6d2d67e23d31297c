package dev.probeline.alerts.channel.alertmanager;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.HttpAnswer;
import dev.probeline.alerts.channel.HttpClients;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.AlertmanagerReceiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Verdict;
import dev.probeline.runtime.config.Secret;
import java.time.Clock;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Hands alerts to every instance of an Alertmanager; one that takes them is enough, for all are told again soon. */
public final class AlertmanagerChannel implements Channel {
    private final AlertmanagerReceiver receiver;
    private final Links links;
    private final OkHttpClient http;
    private final Clock clock;

    public AlertmanagerChannel(AlertmanagerReceiver receiver, Links links, Clock clock) {
        this.receiver = receiver;
        this.links = links;
        this.http = HttpClients.within(receiver.timeout());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "alertmanager";
    }

    @Override
    public Answer send(Notification notification) {
        List<byte[]> requests = AlertmanagerAlerts.of(notification, receiver.resendInterval(), links.dashboard());
        Answer best = null;
        for (Secret url : receiver.urls()) {
            HttpUrl api = HttpUrl.get(url.current())
                    .newBuilder()
                    .addPathSegments("api/v2/alerts")
                    .build();
            Answer answer = hand(requests, api);
            if (best == null || Verdict.of(answer).failure().isEmpty()) {
                best = answer;
            }
        }
        return best;
    }

    /** All of them, up to the first that is not taken; whoever has taken some of them already takes them again. */
    private Answer hand(List<byte[]> requests, HttpUrl api) {
        Answer answer = null;
        for (byte[] alerts : requests) {
            answer = HttpAnswer.to(
                    http.newCall(HttpAnswer.post(api.toString(), alerts).build()), clock);
            if (Verdict.of(answer).failure().isPresent()) {
                break;
            }
        }
        return answer;
    }
}
