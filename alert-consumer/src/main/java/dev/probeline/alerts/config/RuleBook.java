package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.Fault;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads rule files whole or not at all: either every rule of every file is good, or all their faults are told. */
public final class RuleBook {
    private static final String DEFAULTS = "/rules/default.yml";

    private final List<Rule> rules = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, String> sources = new HashMap<>();

    private RuleBook() {}

    /** The rules of these files, or the built-in ones where there are no files. */
    public static List<Rule> load(List<Path> files) throws InvalidConfigException {
        if (files.isEmpty()) {
            return defaults();
        }
        RuleBook book = new RuleBook();
        for (Path file : files) {
            book.add(file.toString(), () -> ConfigFile.load(file, RuleFile.class));
        }
        return book.rules();
    }

    public static List<Rule> defaults() throws InvalidConfigException {
        try (InputStream in = RuleBook.class.getResourceAsStream(DEFAULTS)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "built-in rules");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Rule> parse(String yaml, String name) throws InvalidConfigException {
        RuleBook book = new RuleBook();
        book.add(name, () -> ConfigFile.parse(yaml, name, RuleFile.class, System::getenv));
        return book.rules();
    }

    private interface Source {
        RuleFile read() throws InvalidConfigException;
    }

    private void add(String name, Source source) {
        try {
            for (RuleGroup group : source.read().groups()) {
                group.rules().forEach(spec -> add(name, spec));
            }
        } catch (InvalidConfigException e) {
            faults.addAll(e.faults());
        }
    }

    private void add(String source, RuleSpec spec) {
        String earlier = sources.putIfAbsent(spec.alert(), source);
        if (earlier != null) {
            faults.add(new Fault(
                    source,
                    0,
                    0,
                    "alert",
                    spec.alert() + " is in " + earlier + " already (expected: a name used once, for it is what an"
                            + " alert's state is kept under)"));
        }
        if (spec.enabled()) {
            rules.add(spec.rule());
        }
    }

    private List<Rule> rules() throws InvalidConfigException {
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return List.copyOf(rules);
    }
}
