package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.producer.config.Endpoint;
import dev.probeline.producer.config.Target;

/**
 * The JSON a probe sends. Its input begins with the nonce, so that no prefix is ever in a provider's prompt cache and
 * the figures are those of a first call.
 */
public final class RequestBody {
    private RequestBody() {}

    public static String of(Target target, String nonce) {
        String input = nonce + " " + target.prompt();
        return target.call() == Endpoint.EMBEDDINGS
                ? embeddings(target, input).toString()
                : chat(target, input).toString();
    }

    private static ObjectNode chat(Target target, String input) {
        ObjectNode body = Json.object().put("model", target.model());
        body.putArray("messages").addObject().put("role", "user").put("content", input);
        body.put("max_completion_tokens", target.maxCompletionTokens());
        body.put("stream", true);
        ObjectNode options = body.putObject("stream_options").put("include_usage", true);
        if (target.preset().knowsObfuscation()) {
            options.put("include_obfuscation", false);
        }
        return body;
    }

    private static ObjectNode embeddings(Target target, String input) {
        return Json.object().put("model", target.model()).put("input", input);
    }
}
