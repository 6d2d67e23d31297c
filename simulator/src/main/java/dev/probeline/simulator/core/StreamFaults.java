package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Effect.Replay;
import dev.probeline.simulator.core.Step.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Faults that end a response where it should not end, or leave it without an end. */
final class StreamFaults {

    /** Between the last bytes and the end of the connection, so that a reset does not overtake them. */
    private static final long PAUSE = 5_000_000;

    private static final String MESSAGE =
            "\"message\":\"The server had an error while processing your request. Sorry about that!\"";

    private StreamFaults() {}

    static Effect nothing() {
        return (Replay) (plan, call) -> plan.cut(0);
    }

    static Effect close() {
        return (Replay) (plan, call) -> plan.cut(0, Step.act(0, Mark.CLOSE));
    }

    static Effect stall(int afterChunks) {
        return (Replay) (plan, call) -> plan.streamed() ? plan.cut(place(plan, afterChunks)) : half(plan);
    }

    /** @param how END, CLOSE or RESET; a body of announced length can only be closed, not ended */
    static Effect breakOff(int afterChunks, Mark how) {
        return (Replay) (plan, call) -> {
            if (plan.streamed()) {
                return plan.cut(place(plan, afterChunks), Step.act(0, how));
            }
            Plan half = half(plan);
            return half.then(Step.act(half.endNanos() + PAUSE, how == Mark.END ? Mark.CLOSE : how));
        };
    }

    static Effect without(Mark mark) {
        return (Replay) (plan, call) -> plan.each(step -> step.mark() == mark ? List.of() : List.of(step));
    }

    /** The error comes in the words of the endpoint; what is not streamed becomes the error as a whole. */
    static Effect error(int afterChunks, String type) {
        return (Replay) (plan, call) -> {
            if (!plan.streamed()) {
                ApiError error = ErrorReplies.errorIn200(type);
                return Plan.whole(200, plan.headers(), error.contentType(), plan.endNanos(), error.body());
            }
            Step error = Step.write(0, Mark.OTHER, event(call, type));
            return plan.cut(place(plan, afterChunks), error, Step.act(0, Mark.END));
        };
    }

    /** A response that ends as failed; elsewhere the same as an error in the stream. */
    static Effect failed(int afterChunks, String code) {
        return (Replay) (plan, call) -> {
            if (!call.endpoint().equals(Optional.of(Endpoint.RESPONSES))) {
                return ((Replay) error(afterChunks, code)).replay(plan, call);
            }
            String response = "{\"id\":\"resp_0\",\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":"
                    + Json.string(code) + "," + MESSAGE + "},\"incomplete_details\":null,\"output\":[],\"usage\":null}";
            if (!plan.streamed()) {
                return Plan.whole(200, plan.headers(), "application/json", plan.endNanos(), response);
            }
            String event =
                    "event: response.failed\ndata: {\"type\":\"response.failed\",\"sequence_number\":99,\"response\":"
                            + response + "}\n\n";
            return plan.cut(place(plan, afterChunks), Step.write(0, Mark.OTHER, event), Step.act(0, Mark.END));
        };
    }

    private static String event(Call call, String type) {
        String name = Json.string(type);
        return switch (call.endpoint().orElse(Endpoint.CHAT)) {
            case RESPONSES ->
                "event: error\ndata: {\"type\":\"error\",\"code\":" + name + "," + MESSAGE
                        + ",\"param\":null,\"sequence_number\":99}\n\n";
            case MESSAGES -> "event: error\ndata: " + AnthropicWords.streamed(type, "Internal server error") + "\n\n";
            default -> "data: {\"error\":{" + MESSAGE + ",\"type\":" + name + ",\"param\":null,\"code\":null}}\n\n";
        };
    }

    /** Of a response that is not streamed: the head and half of the body. */
    private static Plan half(Plan plan) {
        int content = plan.first(Mark.CONTENT);
        if (content == plan.steps().size()) {
            return plan.cut(content);
        }
        byte[] body = plan.steps().get(content).bytes();
        return plan.cut(content, Step.write(0, Mark.OTHER, Arrays.copyOf(body, body.length / 2)));
    }

    /** Where content number {@code chunks} stands, counted from 0; with fewer of them, what comes after the last. */
    private static int place(Plan plan, int chunks) {
        int place = plan.first(Mark.CONTENT);
        int passed = 0;
        for (int i = place; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).mark() != Mark.CONTENT) {
                continue;
            }
            if (passed == chunks) {
                return i;
            }
            passed++;
            place = i + 1;
        }
        return passed == 0 ? plan.first(Mark.FINISH) : place;
    }
}
