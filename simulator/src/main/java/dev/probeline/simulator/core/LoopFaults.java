package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Effect.Replay;
import dev.probeline.simulator.core.Step.Mark;
import java.util.Map;

/** Faults that repeat themselves, most of them for ever. */
final class LoopFaults {

    private static final int BLOCK = 64 * 1024;

    private LoopFaults() {}

    /** A head, then signs of life without meaning. */
    static Effect keepAlives(long everyNanos) {
        return (Replay) (plan, call) -> {
            String sign = plan.streamed() ? sign(call) : "\n";
            return headOnly(plan)
                    .withLoop(new Loop(Step.write(0, Mark.OTHER, sign), period(everyNanos), Loop.FOR_EVER));
        };
    }

    private static String sign(Call call) {
        return call.api() == Api.ANTHROPIC ? AnthropicWords.PING : ": keep-alive\n\n";
    }

    /** The last chunk over and over. */
    static Effect endless(long gapNanos) {
        return (Replay) (plan, call) -> {
            int finish = plan.streamed() ? plan.first(Mark.FINISH) : plan.first(Mark.END);
            if (finish == 0) {
                return plan;
            }
            Step last = plan.steps().get(finish - 1);
            Step again = plan.streamed() ? last : Step.write(0, Mark.OTHER, " ");
            return lengthUnknown(plan.cut(finish)).withLoop(new Loop(again, period(gapNanos), Loop.FOR_EVER));
        };
    }

    /** One line of blanks, {@code size} bytes long, as fast as the client reads it. */
    static Effect huge(long size) {
        Step block = Step.write(0, Mark.OTHER, " ".repeat(BLOCK));
        return (Replay) (plan, call) -> headOnly(plan).withLoop(new Loop(block, 0, (size + BLOCK - 1) / BLOCK));
    }

    private static Plan headOnly(Plan plan) {
        int head = plan.first(Mark.HEAD);
        return lengthUnknown(plan.cut(Math.min(head + 1, plan.steps().size())));
    }

    private static Plan lengthUnknown(Plan plan) {
        return plan.withHeaders(headers -> remove(headers, "content-length"));
    }

    private static Map<String, String> remove(Map<String, String> headers, String name) {
        headers.remove(name);
        return headers;
    }

    /** A loop for ever that never waits would be a busy one. */
    private static long period(long nanos) {
        return Math.max(nanos, 1_000_000);
    }
}
