package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.reload.ConfigWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The rules as the files have them now; where those are refused, as they had them before. */
public final class RulesInForce implements Supplier<List<Rule>>, AutoCloseable {
    private final List<Path> files;
    private final ConfigWatch watch;
    private volatile List<Rule> rules;

    /** @throws InvalidConfigException with all faults of all files */
    public RulesInForce(List<Path> files) throws InvalidConfigException {
        this.files = List.copyOf(files);
        this.watch = new ConfigWatch(files);
        this.rules = RuleBook.load(files);
    }

    /** From now on a changed file counts. */
    public void watch(MeterRegistry registry) {
        if (!files.isEmpty()) {
            watch.start(() -> rules = RuleBook.load(files), registry);
        }
    }

    /** Another list is another edition. */
    @Override
    public List<Rule> get() {
        return rules;
    }

    @Override
    public void close() {
        watch.close();
    }
}
