package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Step.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bytes of {@code POST /v1/responses}: typed events with a running number, and no {@code [DONE]}. */
final class ResponsesWire {

    private final Answer answer;
    private final Obfuscation padding;
    private final List<Step> steps = new ArrayList<>();
    private int sequence;

    private ResponsesWire(Answer answer) {
        this.answer = answer;
        this.padding = Obfuscation.of(answer);
    }

    static Plan stream(Answer answer, Map<String, String> headers) {
        ResponsesWire wire = new ResponsesWire(answer);
        wire.open(Timing.headNanos(answer));
        for (Answer.Chunk chunk : answer.chunks()) {
            String delta = ",\"delta\":" + Json.string(chunk.text()) + ",\"logprobs\":[]" + wire.padding.next();
            wire.event(chunk.atNanos(), Mark.CONTENT, "response.output_text.delta", wire.part() + delta);
        }
        wire.close(answer.speech().totalNanos());
        return Timing.eventStream(headers, wire.steps);
    }

    static Plan whole(Answer answer, Map<String, String> headers) {
        ResponsesWire wire = new ResponsesWire(answer);
        String body = wire.response(wire.status(), "[" + wire.item(wire.status(), wire.content()) + "]");
        return Plan.whole(200, headers, "application/json", answer.speech().totalNanos(), body + "\n");
    }

    private void open(long at) {
        steps.add(Step.act(at, Mark.HEAD));
        event(at, Mark.OPENING, "response.created", ",\"response\":" + response("in_progress", "[]"));
        event(at, Mark.OPENING, "response.in_progress", ",\"response\":" + response("in_progress", "[]"));
        event(
                at,
                Mark.OPENING,
                "response.output_item.added",
                ",\"output_index\":0,\"item\":" + item("in_progress", "[]"));
        event(at, Mark.OPENING, "response.content_part.added", part() + ",\"part\":" + text(""));
    }

    private void close(long at) {
        String text = answer.speech().text();
        event(
                at,
                Mark.FINISH,
                "response.output_text.done",
                part() + ",\"text\":" + Json.string(text) + ",\"logprobs\":[]");
        event(at, Mark.FINISH, "response.content_part.done", part() + ",\"part\":" + text(text));
        String item = item(status(), content());
        event(at, Mark.FINISH, "response.output_item.done", ",\"output_index\":0,\"item\":" + item);
        event(at, Mark.FINISH, "response." + status(), ",\"response\":" + response(status(), "[" + item + "]"));
        steps.add(Step.act(at, Mark.END));
    }

    private void event(long at, Mark mark, String type, String members) {
        String data = "{\"type\":\"" + type + "\",\"sequence_number\":" + sequence++ + members + "}";
        steps.add(Step.write(at, mark, "event: " + type + "\ndata: " + data + "\n\n"));
    }

    private String part() {
        return ",\"item_id\":\"msg_" + answer.id() + "\",\"output_index\":0,\"content_index\":0";
    }

    private String item(String status, String content) {
        return "{\"id\":\"msg_" + answer.id() + "\",\"type\":\"message\",\"status\":\"" + status
                + "\",\"role\":\"assistant\",\"content\":" + content + "}";
    }

    private String content() {
        return "[" + text(answer.speech().text()) + "]";
    }

    private static String text(String text) {
        return "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":" + Json.string(text) + "}";
    }

    private String status() {
        return answer.speech().stopped() ? "completed" : "incomplete";
    }

    private String response(String status, String output) {
        boolean over = !status.equals("in_progress");
        String reason = status.equals("incomplete") ? "{\"reason\":\"max_output_tokens\"}" : "null";
        return "{\"id\":\"resp_" + answer.id() + "\",\"object\":\"response\",\"created_at\":" + answer.created()
                + ",\"status\":\"" + status + "\",\"error\":null,\"incomplete_details\":" + reason + ",\"model\":"
                + Json.string(answer.model()) + ",\"output\":" + output + ",\"service_tier\":"
                + Json.string(over ? answer.backend().tier() : "auto") + ",\"usage\":"
                + (over && answer.framing().usage() ? usage() : "null") + "}";
    }

    private String usage() {
        int output = answer.speech().completionTokens();
        return "{\"input_tokens\":" + answer.promptTokens() + ",\"input_tokens_details\":{\"cached_tokens\":0}"
                + ",\"output_tokens\":" + output + ",\"output_tokens_details\":{\"reasoning_tokens\":"
                + answer.speech().reasoningTokens() + "},\"total_tokens\":" + (answer.promptTokens() + output) + "}";
    }
}
