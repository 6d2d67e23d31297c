package dev.probeline.simulator;

import dev.probeline.simulator.core.FaultRule;
import java.util.List;

/** A file that holds a script and nothing else. */
record ScriptFile(List<FaultRule> script) {}
