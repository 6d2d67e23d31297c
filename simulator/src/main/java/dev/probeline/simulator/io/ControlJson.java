package dev.probeline.simulator.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.runtime.config.Durations;
import dev.probeline.simulator.core.Facts;
import dev.probeline.simulator.core.FaultBoard;
import dev.probeline.simulator.core.FaultBoard.Armed;
import dev.probeline.simulator.core.FaultKind;
import dev.probeline.simulator.core.FaultRule;
import dev.probeline.simulator.core.Truth;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The bodies of the control API. */
final class ControlJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ControlJson() {}

    static JsonNode faults(List<Armed> armed, long nowNanos) {
        ArrayNode list = JSON.createArrayNode();
        for (Armed each : armed) {
            FaultRule rule = each.rule();
            ObjectNode node = list.addObject();
            node.put("id", each.id()).put("fault", rule.fault()).put("scripted", each.scripted());
            node.put("active", FaultBoard.active(each, nowNanos));
            node.set("with", JSON.valueToTree(rule.with()));
            node.put("model", rule.model().pattern()).put("key", rule.key().pattern());
            node.put("region", rule.region().pattern())
                    .put("endpoint", rule.endpoint().pattern());
            node.put("share", rule.share()).put("at", Durations.format(rule.at()));
            node.put("for", rule.for_().map(Durations::format).orElse(null));
        }
        return list;
    }

    static JsonNode catalogue() {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode faults = all.putArray("faults");
        for (FaultKind kind : FaultKind.values()) {
            ObjectNode node = faults.addObject().put("fault", kind.id()).put("description", kind.description());
            node.set("with", JSON.valueToTree(kind.defaults()));
        }
        ArrayNode ports = all.putArray("ports");
        for (ExtraPort port : ExtraPort.values()) {
            ports.addObject().put("name", port.id()).put("description", port.description());
        }
        return all;
    }

    /** Times are milliseconds since the request head was received; null for what has not happened. */
    static JsonNode truth(Truth truth) {
        Facts facts = truth.facts();
        ObjectNode node = JSON.createObjectNode();
        node.put("request_id", facts.requestId()).put("client_request_id", truth.clientRequestId());
        node.put("endpoint", facts.endpoint()).put("model", facts.model());
        node.put("region", facts.region()).put("key", facts.key());
        node.put("streamed", facts.streamed()).put("status", facts.status());
        node.set("faults", JSON.valueToTree(facts.faults()));
        node.put("received_at", truth.receivedAt().toString());
        node.put("first_byte_ms", millis(truth, truth.firstByteNanos()));
        node.put("first_content_ms", millis(truth, truth.firstContentNanos()));
        node.put("last_content_ms", millis(truth, truth.lastContentNanos()));
        node.put("last_byte_ms", millis(truth, truth.lastByteNanos()));
        node.put("content_chunks", truth.contentChunks());
        node.put("prompt_tokens", facts.promptTokens()).put("completion_tokens", facts.completionTokens());
        return node.put("end", truth.end().name().toLowerCase(Locale.ROOT));
    }

    private static Double millis(Truth truth, OptionalLong nanos) {
        OptionalLong since = truth.since(nanos);
        return since.isPresent() ? since.getAsLong() / 1e6 : null;
    }
}
