package dev.probeline.producer.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.producer.config.Endpoint;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.Failure;

/** One endpoint's own format: what is sent, and what its answers mean, told to a {@link Transcript}. */
interface Wire {

    static Wire of(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT_COMPLETIONS -> new ChatWire();
            case RESPONSES -> new ResponsesWire();
            case MESSAGES -> new MessagesWire();
            case EMBEDDINGS -> new EmbeddingsWire();
            case MODELS -> new ModelWire();
        };
    }

    /** Null for a call that sends none. */
    ObjectNode request(Target target, String input);

    /** One event of a stream that is no error. */
    default void event(JsonNode event, Transcript transcript) {
        throw new UnsupportedOperationException("not streamed");
    }

    /** Data in a stream that is no JSON: a gateway's keep-alive in words, or the protocol's own last word. */
    default void word(String data, Transcript transcript) {}

    /** What a stream has to end with, for people. */
    default String lastWord() {
        return "the whole answer";
    }

    /** The whole answer of a call that is not streamed, if it is no error. */
    void whole(JsonNode answer, Transcript transcript);

    /** Judges what was told once no more comes: null is success. */
    default Failure verdict(Transcript transcript) {
        return transcript.verdict(lastWord());
    }
}
