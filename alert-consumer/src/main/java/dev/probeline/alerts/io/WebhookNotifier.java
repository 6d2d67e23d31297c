package dev.probeline.alerts.io;

import dev.probeline.alerts.config.WebhookReceiver;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Signature;
import dev.probeline.alerts.core.notify.WebhookPayload;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Clock;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Posts Alertmanager's webhook, signed where a secret is agreed on. */
final class WebhookNotifier implements Notifier {
    private static final MediaType JSON = MediaType.get("application/json");

    private final String name;
    private final WebhookReceiver receiver;
    private final OkHttpClient http;
    private final Clock clock;

    WebhookNotifier(String name, WebhookReceiver receiver, Clock clock) {
        this.name = name;
        this.receiver = receiver;
        this.http = HttpClients.within(receiver.timeout());
        this.clock = clock;
    }

    @Override
    public String integration() {
        return "webhook";
    }

    @Override
    public Answer send(AlertEvent event) {
        byte[] body = WebhookPayload.of(event, name);
        Request.Builder request =
                new Request.Builder().url(receiver.url().reveal()).post(RequestBody.create(body, JSON));
        receiver.hmacSecret()
                .ifPresent(secret ->
                        request.header(Signature.HEADER, Signature.of(body, secret.reveal(), clock.instant())));
        return HttpAnswer.to(http.newCall(request.build()), clock);
    }
}
