package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.runtime.config.ConfigDocument;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.ConfigSchema;
import dev.probeline.runtime.config.Fault;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads rule files whole or not at all: either every rule of every file is good, or all their faults are told. */
public final class RuleBook {
    private static final String DEFAULTS = "/rules/default.yml";

    private final List<Rule> rules = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private RuleBook() {}

    /** The rules that stand among other things in a file, beside those of rule files. */
    static List<Rule> with(List<RuleGroup> groups, ConfigDocument<?> document, List<Path> files)
            throws InvalidConfigException {
        RuleBook book = new RuleBook();
        ConfigFile.readAll(files, RuleFile.class).forEach(book::add);
        book.add(groups, document);
        return book.rules();
    }

    /** The rules of these files, or the built-in ones where there are no files. */
    public static List<Rule> load(List<Path> files) throws InvalidConfigException {
        if (files.isEmpty()) {
            return defaults();
        }
        RuleBook book = new RuleBook();
        ConfigFile.readAll(files, RuleFile.class).forEach(book::add);
        return book.rules();
    }

    public static List<Rule> defaults() throws InvalidConfigException {
        try (InputStream in = RuleBook.class.getResourceAsStream(DEFAULTS)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "built-in rules");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON Schema of a rule file, for editors. */
    public static String schema() {
        return ConfigSchema.of(RuleFile.class);
    }

    static List<Rule> parse(String yaml, String name) throws InvalidConfigException {
        RuleBook book = new RuleBook();
        book.add(ConfigFile.parseDocument(yaml, name, RuleFile.class, System::getenv));
        return book.rules();
    }

    private void add(ConfigDocument<RuleFile> document) {
        add(document.value().groups(), document);
    }

    private void add(List<RuleGroup> groups, ConfigDocument<?> document) {
        for (int g = 0; g < groups.size(); g++) {
            List<RuleSpec> specs = groups.get(g).rules();
            for (int r = 0; r < specs.size(); r++) {
                add(specs.get(r), document, "groups[" + g + "].rules[" + r + "].alert");
            }
        }
    }

    private void add(RuleSpec spec, ConfigDocument<?> document, String path) {
        if (!names.add(spec.alert())) {
            faults.add(document.faultAt(
                    path,
                    spec.alert() + " is the name of a rule before it (expected: a name used once, for an alert's state"
                            + " is kept under it)"));
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
