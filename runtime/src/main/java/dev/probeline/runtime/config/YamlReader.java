package dev.probeline.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML text into {@link Yaml}, within bounds on its size and depth; what is not YAML is a fault. */
final class YamlReader {
    static final int MAX_CODE_POINTS = 1 << 20;
    static final int MAX_DEPTH = 40;

    private final LoadSettings settings;
    private final YamlTree tree;
    private final Faults faults;

    YamlReader(String name, References references, Faults faults) {
        this(name, new YamlTree(references, faults, Position::of), faults);
    }

    private YamlReader(String name, YamlTree tree, Faults faults) {
        this.settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(MAX_CODE_POINTS)
                .setAllowDuplicateKeys(true)
                .build();
        this.tree = tree;
        this.faults = faults;
    }

    /** The root; an empty document is an empty mapping; nothing when the text is not YAML, which is then a fault. */
    Optional<Yaml> read(String text) {
        try {
            checkDepth(text);
            return Optional.of(new Compose(settings)
                    .composeString(text)
                    .map(root -> tree.of(root, ""))
                    .orElse(new Yaml.Mapping("", Position.START, List.of())));
        } catch (MarkedYamlEngineException e) {
            Position at = Position.of(e.getProblemMark().or(e::getContextMark));
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            faults.add(at, "", "not YAML: " + context + e.getProblem());
        } catch (YamlEngineException e) {
            faults.add(Position.START, "", "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * A default, which stands where its absent key would stand.
     *
     * @throws IllegalStateException when the text in the annotation is not YAML
     */
    static Yaml readDefault(String text, String path, Position at) {
        Faults faults = new Faults("a default");
        References none = new References(name -> null, Path.of(""));
        YamlTree tree = new YamlTree(none, faults, mark -> at);
        YamlReader reader = new YamlReader("a default", tree, faults);
        Yaml yaml = tree.of(new Compose(reader.settings).composeString(text).orElseThrow(), path);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the default of " + path + ": " + faults.sorted());
        }
        return yaml;
    }

    /** Composing recurses, so depth is looked at before it. */
    private void checkDepth(String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new MarkedYamlEngineException(
                        null, Optional.empty(), "nested deeper than " + MAX_DEPTH + " levels", event.getStartMark()) {
                    private static final long serialVersionUID = 1L;
                };
            }
        }
    }
}
