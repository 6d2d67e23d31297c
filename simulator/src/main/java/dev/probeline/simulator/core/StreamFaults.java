package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Effect.Replay;
import dev.probeline.simulator.core.Step.Mark;
import java.util.Arrays;
import java.util.List;

/** Faults that end a response where it should not end, or leave it without an end. */
final class StreamFaults {

    /** Between the last bytes and the end of the connection, so that a reset does not overtake them. */
    private static final long PAUSE = 5_000_000;

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
    static Effect error(int afterChunks) {
        return (Replay) (plan, call) -> {
            if (!plan.streamed()) {
                ApiError error = ErrorReplies.errorIn200();
                return Plan.whole(200, plan.headers(), error.contentType(), plan.endNanos(), error.body());
            }
            Step error = Step.write(0, Mark.OTHER, event(call));
            return plan.cut(place(plan, afterChunks), error, Step.act(0, Mark.END));
        };
    }

    private static String event(Call call) {
        String message = "\"message\":\"The server had an error while processing your request. Sorry about that!\"";
        return call.endpoint()
                        .filter(endpoint -> endpoint == Endpoint.RESPONSES)
                        .isPresent()
                ? "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\"," + message
                        + ",\"param\":null,\"sequence_number\":99}\n\n"
                : "data: {\"error\":{" + message + ",\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n";
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
