package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Step.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A response as a script for the connection: what to write and when. Steps are in order of time; faults turn one plan
 * into another. A plan that ends without END, CLOSE or RESET leaves the client waiting.
 *
 * @param headers without a {@code content-length} the body is chunked
 * @param loop what is repeated after the last step
 */
public record Plan(int status, Map<String, String> headers, List<Step> steps, Optional<Loop> loop) {

    static final String EVENT_STREAM = "text/event-stream; charset=utf-8";

    public Plan {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        steps = List.copyOf(steps);
    }

    Plan(int status, Map<String, String> headers, List<Step> steps) {
        this(status, headers, steps, Optional.empty());
    }

    /** A response that is not streamed: all of it at once. */
    public static Plan whole(int status, Map<String, String> headers, String contentType, long atNanos, String body) {
        Step content = Step.write(atNanos, Mark.CONTENT, body);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("content-type", contentType);
        all.put("content-length", Integer.toString(content.bytes().length));
        return new Plan(status, all, List.of(Step.act(atNanos, Mark.HEAD), content, Step.act(atNanos, Mark.END)));
    }

    boolean streamed() {
        return EVENT_STREAM.equals(headers.get("content-type"));
    }

    long endNanos() {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).atNanos();
    }

    Plan withSteps(List<Step> others) {
        return new Plan(status, headers, others, loop);
    }

    Plan withLoop(Loop other) {
        return new Plan(status, headers, steps, Optional.of(other));
    }

    Plan withHeaders(UnaryOperator<Map<String, String>> change) {
        return new Plan(status, change.apply(new LinkedHashMap<>(headers)), steps, loop);
    }

    /** Each step becomes any number of steps. */
    Plan each(Function<Step, List<Step>> change) {
        List<Step> changed = new ArrayList<>(steps.size());
        for (Step step : steps) {
            changed.addAll(change.apply(step));
        }
        return withSteps(changed);
    }

    /** Position of the first step so marked, or the number of steps. */
    int first(Mark mark) {
        int i = 0;
        while (i < steps.size() && steps.get(i).mark() != mark) {
            i++;
        }
        return i;
    }

    /** The steps before position {@code end}, then {@code more} at the time of the step that was there. */
    Plan cut(int end, Step... more) {
        long at = end < steps.size() ? steps.get(end).atNanos() : endNanos();
        List<Step> kept = new ArrayList<>(steps.subList(0, end));
        for (Step step : more) {
            kept.add(step.at(at));
        }
        return withSteps(kept);
    }

    Plan then(Step last) {
        return withSteps(Stream.concat(steps.stream(), Stream.of(last)).toList());
    }

    /** Everything from position {@code from} on happens later. */
    Plan delayed(int from, long nanos) {
        List<Step> moved = new ArrayList<>(steps);
        for (int i = from; i < moved.size(); i++) {
            moved.set(i, moved.get(i).at(moved.get(i).atNanos() + nanos));
        }
        return withSteps(moved);
    }

    /** All steps in order, the loop's included; endless if the loop is. */
    public Iterator<Step> play() {
        return loop.isEmpty() ? steps.iterator() : loop.get().after(steps.iterator(), endNanos());
    }
}
