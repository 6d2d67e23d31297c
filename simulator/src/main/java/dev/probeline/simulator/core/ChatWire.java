package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Step.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bytes of {@code POST /v1/chat/completions}. */
final class ChatWire {

    private static final String PROMPT_FILTER =
            "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":"
                    + "[{\"prompt_index\":0,\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}}]}\n\n";

    private ChatWire() {}

    /** @param azure begins with what it filtered of the prompt, in a chunk without choices */
    static Plan stream(Answer answer, boolean azure, Map<String, String> headers) {
        Obfuscation padding = Obfuscation.of(answer);
        String head = "data: {\"id\":" + id(answer) + ",\"object\":\"chat.completion.chunk\",\"created\":"
                + answer.created() + ",\"model\":" + Json.string(answer.model())
                + origin(answer) + ",\"choices\":[";
        String usageLater = usageOfChunk(answer);
        List<Step> steps = new ArrayList<>();
        long opened = Timing.headNanos(answer);
        steps.add(Step.act(opened, Mark.HEAD));
        if (azure) {
            steps.add(Step.write(opened, Mark.OPENING, PROMPT_FILTER));
        }
        steps.add(Step.write(
                opened,
                Mark.OPENING,
                head + choice("{\"role\":\"assistant\",\"content\":\"\"}", "null") + usageLater + padding.next()
                        + "}\n\n"));
        for (Answer.Chunk chunk : answer.chunks()) {
            String delta = "{\"content\":" + Json.string(chunk.text()) + "}";
            steps.add(Step.write(
                    chunk.atNanos(),
                    Mark.CONTENT,
                    head + choice(delta, "null") + usageLater + padding.next() + "}\n\n"));
        }
        long end = answer.speech().totalNanos();
        String finish = choice("{}", Json.string(finishReason(answer)));
        steps.add(Step.write(end, Mark.FINISH, head + finish + usageLater + padding.next() + "}\n\n"));
        if (answer.framing().usageInStream()
                && answer.framing().usage()
                && !answer.framing().usageEverywhere()) {
            steps.add(Step.write(end, Mark.USAGE, head + "],\"usage\":" + usage(answer) + "}\n\n"));
        }
        steps.add(Step.write(end, Mark.DONE, "data: [DONE]\n\n"));
        steps.add(Step.act(end, Mark.END));
        return Timing.eventStream(headers, steps);
    }

    static Plan whole(Answer answer, Map<String, String> headers) {
        String usage = answer.framing().usage() ? "  \"usage\": " + usage(answer) + ",\n" : "";
        String body = "{\n  \"id\": " + id(answer) + ",\n  \"object\": \"chat.completion\",\n  \"created\": "
                + answer.created() + ",\n  \"model\": " + Json.string(answer.model())
                + ",\n  \"choices\": [\n    {\n      \"index\": 0,\n      \"message\": {\n        \"role\": \"assistant\",\n"
                + "        \"content\": " + Json.string(answer.speech().text())
                + ",\n        \"refusal\": null,\n        \"annotations\": []\n      },\n      \"logprobs\": null,\n"
                + "      \"finish_reason\": " + Json.string(finishReason(answer)) + "\n    }\n  ],\n" + usage
                + "  " + origin(answer).substring(1) + "\n}\n";
        return Plan.whole(200, headers, "application/json", answer.speech().totalNanos(), body);
    }

    private static String origin(Answer answer) {
        return ",\"service_tier\":" + Json.string(answer.backend().tier()) + ",\"system_fingerprint\":"
                + Json.string(answer.backend().fingerprint());
    }

    private static String usageOfChunk(Answer answer) {
        if (answer.framing().usageEverywhere()) {
            return ",\"usage\":" + usage(answer);
        }
        return answer.framing().usageInStream() ? ",\"usage\":null" : "";
    }

    private static String id(Answer answer) {
        return "\"chatcmpl-" + answer.id() + "\"";
    }

    private static String choice(String delta, String finishReason) {
        return "{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finishReason + "}]";
    }

    private static String finishReason(Answer answer) {
        return answer.speech().stopped() ? "stop" : "length";
    }

    private static String usage(Answer answer) {
        int completion = answer.speech().completionTokens();
        return "{\"prompt_tokens\":" + answer.promptTokens() + ",\"completion_tokens\":" + completion
                + ",\"total_tokens\":" + (answer.promptTokens() + completion)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},\"completion_tokens_details\":"
                + "{\"reasoning_tokens\":" + answer.speech().reasoningTokens()
                + ",\"audio_tokens\":0,\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}";
    }
}
