package dev.probeline.simulator.core;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** One kind of misbehaviour with its parameters set. */
record Fault(String name, Effect effect) {

    /** @throws IllegalArgumentException for an unknown name or parameter, saying which are known */
    static Fault of(String name, Map<String, String> with) {
        for (FaultKind kind : FaultKind.values()) {
            if (kind.id().equals(name)) {
                return new Fault(name, kind.effect(with));
            }
        }
        String known = Arrays.stream(FaultKind.values()).map(FaultKind::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("fault: " + name + " (expected: one of " + known + ")");
    }
}
