package dev.probeline.alerts.io.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.core.incident.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A decision as JSON, for the audit topic. */
final class EntryJson {
    static byte[] of(Entry entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", entry.at().toString());
        node.put("decision", entry.what().name().toLowerCase(Locale.ROOT));
        node.put("reason", entry.why());
        node.put("incident", entry.incident());
        node.put("group", entry.group());
        node.put("receiver", entry.receiver());
        node.put("detail", entry.detail());
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private EntryJson() {}
}
