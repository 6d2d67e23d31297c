package dev.probeline.alerts.io.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.webhook.WebhookPayload;
import dev.probeline.alerts.core.incident.Notification;
import java.nio.charset.StandardCharsets;

/**
 * What a dead letter says of the notification: the webhook's payload; and where that is too big for a record or cannot be
 * made, which incident it was. It never fails, for what all receivers are told is recorded with it.
 */
final class LetterPayload {
    /** Bytes; half of what a broker takes unless it is told otherwise. */
    static final int LIMIT = 500_000;

    /** UTF-8 JSON. */
    static byte[] of(Notification notification) {
        try {
            byte[] whole = WebhookPayload.of(notification, notification.group().receiver(), Links.NONE);
            return whole.length > LIMIT ? bare(notification) : whole;
        } catch (RuntimeException e) {
            return bare(notification);
        }
    }

    private static byte[] bare(Notification notification) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", "4");
        root.put("groupKey", notification.group().key());
        root.put("incident", notification.incident());
        root.put("receiver", notification.group().receiver());
        root.put("notification_reason", notification.occasion().text());
        root.put("truncatedAlerts", notification.lines().size());
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private LetterPayload() {}
}
