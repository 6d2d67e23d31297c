package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Effect.Replay;
import dev.probeline.simulator.core.Step.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Event streams that are legal but unusual; answers that are not streamed pass unchanged, but for split letters. */
final class FormFaults {

    private FormFaults() {}

    static Effect crlf() {
        return (Replay) (plan, call) -> !plan.streamed()
                ? plan
                : plan.each(step -> List.of(
                        Step.write(step.atNanos(), step.mark(), step.text().replace("\n", "\r\n"))));
    }

    /** One after the head and one before each chunk. */
    static Effect comments(String text) {
        return (Replay) (plan, call) -> !plan.streamed()
                ? plan
                : plan.each(step -> {
                    Step comment = Step.write(step.atNanos(), Mark.OTHER, ": " + text + "\n\n");
                    return switch (step.mark()) {
                        case HEAD -> List.of(step, comment);
                        case CONTENT -> List.of(comment, step);
                        default -> List.of(step);
                    };
                });
    }

    static Effect byteOrderMark() {
        return (Replay) (plan, call) -> !plan.streamed()
                ? plan
                : plan.each(step -> step.mark() == Mark.HEAD
                        ? List.of(step, Step.write(step.atNanos(), Mark.OTHER, "\uFEFF"))
                        : List.of(step));
    }

    /** Only the second half counts as content: with the first alone nobody can read it. */
    static Effect splitUtf8(long gapNanos) {
        return (Replay) (plan, call) -> {
            List<Step> split = new ArrayList<>();
            long late = 0;
            for (Step step : plan.steps()) {
                byte[] bytes = step.bytes();
                long at = step.atNanos() + late;
                if (step.mark() != Mark.CONTENT) {
                    split.add(step.at(at));
                    continue;
                }
                int cut = insideALetter(bytes);
                late += gapNanos;
                split.add(Step.write(at, Mark.OTHER, Arrays.copyOf(bytes, cut)));
                split.add(Step.write(at + gapNanos, Mark.CONTENT, Arrays.copyOfRange(bytes, cut, bytes.length)));
            }
            return plan.withSteps(split);
        };
    }

    /** Behind the first byte of the first letter that has several; in the middle if there is none. */
    private static int insideALetter(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & 0xC0) == 0xC0) {
                return i + 1;
            }
        }
        return bytes.length / 2;
    }
}
