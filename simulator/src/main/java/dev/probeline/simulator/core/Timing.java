package dev.probeline.simulator.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the streamed endpoints share: when the head goes out, and what it says. */
final class Timing {

    private Timing() {}

    /** The head and what opens the stream go out at four fifths of the thinking time: a first byte is no first token. */
    static long headNanos(Answer answer) {
        return answer.speech().thinkingNanos() * 4 / 5;
    }

    static Plan eventStream(Map<String, String> headers, List<Step> steps) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("content-type", Plan.EVENT_STREAM);
        all.putAll(headers);
        return new Plan(200, all, steps);
    }
}
