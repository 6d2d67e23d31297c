package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Step.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bytes of Anthropic's {@code POST /v1/messages}: typed events from message_start to message_stop. */
final class MessagesWire {

    private final Answer answer;
    private final List<Step> steps = new ArrayList<>();

    private MessagesWire(Answer answer) {
        this.answer = answer;
    }

    static Plan stream(Answer answer, Map<String, String> headers) {
        MessagesWire wire = new MessagesWire(answer);
        long opened = Timing.headNanos(answer);
        wire.steps.add(Step.act(opened, Mark.HEAD));
        wire.event(opened, Mark.OPENING, "message_start", ",\"message\":" + wire.message("[]", "null", 1));
        wire.event(
                opened,
                Mark.OPENING,
                "content_block_start",
                ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
        wire.steps.add(Step.write(opened, Mark.OPENING, AnthropicWords.PING));
        for (Answer.Chunk chunk : answer.chunks()) {
            String delta =
                    ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + Json.string(chunk.text()) + "}";
            wire.event(chunk.atNanos(), Mark.CONTENT, "content_block_delta", delta);
        }
        wire.close(answer.speech().totalNanos());
        return Timing.eventStream(headers, wire.steps);
    }

    static Plan whole(Answer answer, Map<String, String> headers) {
        MessagesWire wire = new MessagesWire(answer);
        String text = answer.speech().text();
        String content = text.isEmpty() ? "[]" : "[{\"type\":\"text\",\"text\":" + Json.string(text) + "}]";
        String body = wire.message(content, wire.stopReason(), answer.speech().completionTokens());
        return Plan.whole(200, headers, "application/json", answer.speech().totalNanos(), body + "\n");
    }

    private void close(long at) {
        event(at, Mark.FINISH, "content_block_stop", ",\"index\":0");
        String usage = answer.framing().usage()
                ? ",\"usage\":{\"output_tokens\":" + answer.speech().completionTokens() + "}"
                : "";
        String delta = ",\"delta\":{\"stop_reason\":" + stopReason() + ",\"stop_sequence\":null}";
        event(at, Mark.FINISH, "message_delta", delta + usage);
        event(at, Mark.DONE, "message_stop", "");
        steps.add(Step.act(at, Mark.END));
    }

    private void event(long at, Mark mark, String type, String members) {
        steps.add(Step.write(at, mark, "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n"));
    }

    private String stopReason() {
        return answer.speech().stopped() ? "\"end_turn\"" : "\"max_tokens\"";
    }

    private String message(String content, String stopReason, int outputTokens) {
        String tier = answer.backend().tier().equals("default")
                ? "standard"
                : answer.backend().tier();
        String usage = answer.framing().usage()
                ? ",\"usage\":{\"input_tokens\":" + answer.promptTokens()
                        + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":"
                        + outputTokens + ",\"service_tier\":" + Json.string(tier) + "}"
                : "";
        return "{\"id\":\"msg_" + answer.id() + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":"
                + Json.string(answer.model()) + ",\"content\":" + content + ",\"stop_reason\":" + stopReason
                + ",\"stop_sequence\":null" + usage + "}";
    }
}
