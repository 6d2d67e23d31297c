package dev.probeline.alerts.core.state;

import java.util.ArrayList;
import java.util.List;

/** Where a move led and what is to be told of it: mostly nothing, two things when data return with news. */
public record Step(AlertState state, List<Transition> transitions) {
    public Step {
        transitions = List.copyOf(transitions);
    }

    static Step stay(AlertState state) {
        return new Step(state, List.of());
    }

    static Step to(AlertState state, Transition transition) {
        return new Step(state, List.of(transition));
    }

    Step then(Step next) {
        List<Transition> both = new ArrayList<>(transitions);
        both.addAll(next.transitions);
        return new Step(next.state, both);
    }
}
