package dev.probeline.simulator.core;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The rules that are switched on, each with the time its own clock started. Order is the order of effect. */
public final class FaultBoard {

    /** @param id counts from 1; scripted rules share the board with those switched on by hand */
    public record Armed(int id, FaultRule rule, boolean scripted, long startNanos, Fault fault) {}

    private final Dice dice;
    private final List<FaultRule> script;
    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    public FaultBoard(long seed, List<FaultRule> script) {
        this.dice = new Dice(seed);
        this.script = List.copyOf(script);
    }

    /** Switches a rule on; its {@code at} counts from now. */
    public Armed arm(FaultRule rule, long nowNanos) {
        return add(rule, false, nowNanos);
    }

    /** Starts the script from its beginning, also in the middle of an earlier run. */
    public int startScript(long nowNanos) {
        stopScript();
        script.forEach(rule -> add(rule, true, nowNanos));
        return script.size();
    }

    public void stopScript() {
        armed.removeIf(Armed::scripted);
    }

    /** Switches one rule off, or without an id all of them. */
    public int disarm(OptionalInt id) {
        int before = armed.size();
        armed.removeIf(rule -> id.isEmpty() || rule.id() == id.getAsInt());
        return before - armed.size();
    }

    public List<Armed> armed() {
        return List.copyOf(armed);
    }

    /** Whether the time is right for it; matching requests are met with it then. */
    public static boolean active(Armed armed, long nowNanos) {
        return armed.rule().activeAt(Duration.ofNanos(nowNanos - armed.startNanos()));
    }

    List<Fault> befalling(Call call) {
        return armed.isEmpty()
                ? List.of()
                : armed.stream()
                        .filter(rule -> active(rule, call.moment().nanos())
                                && rule.rule().matches(call))
                        .filter(rule ->
                                dice.falls(rule.rule().share(), call.moment().ordinal(), rule.id()))
                        .map(Armed::fault)
                        .toList();
    }

    private Armed add(FaultRule rule, boolean scripted, long nowNanos) {
        Armed added = new Armed(ids.incrementAndGet(), rule, scripted, nowNanos, Fault.of(rule.fault(), rule.with()));
        armed.add(added);
        return added;
    }
}
