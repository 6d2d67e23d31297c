package dev.probeline.runtime.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML text into {@link Yaml}, within bounds on size, depth and aliases, and tells duplicate keys. */
final class YamlReader {
    static final int MAX_CODE_POINTS = 1 << 20;
    static final int MAX_DEPTH = 40;
    static final int MAX_NODES = 100_000;

    private static final Pattern SIMPLE_KEY = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

    private final LoadSettings settings;
    private final References references;
    private final Faults faults;
    private final Function<Optional<Mark>, Position> positions;
    private int nodes;

    YamlReader(String name, References references, Faults faults) {
        this(name, references, faults, Position::of);
    }

    private YamlReader(
            String name, References references, Faults faults, Function<Optional<Mark>, Position> positions) {
        this.positions = positions;
        this.settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(MAX_CODE_POINTS)
                .setAllowDuplicateKeys(true)
                .build();
        this.references = references;
        this.faults = faults;
    }

    /** The root; an empty document is an empty mapping; nothing when the text is not YAML, which is then a fault. */
    Optional<Yaml> read(String text) {
        try {
            checkDepth(text);
            return Optional.of(new Compose(settings)
                    .composeString(text)
                    .map(root -> convert(root, "", 0))
                    .orElse(new Yaml.Mapping("", Position.START, List.of())));
        } catch (MarkedYamlEngineException e) {
            Position at = Position.of(e.getProblemMark().or(e::getContextMark));
            faults.add(at, "", "not YAML: " + e.getProblem());
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
        YamlReader reader = new YamlReader("a default", none, faults, mark -> at);
        Optional<Node> root = new Compose(reader.settings).composeString(text);
        Yaml yaml = reader.convert(root.orElseThrow(), path, 0);
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

    private Yaml convert(Node node, String path, int depth) {
        Position at = positions.apply(node.getStartMark());
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new YamlEngineException("its aliases expand to more than " + MAX_NODES + " values");
        }
        if (!node.getTag().getValue().startsWith(STANDARD_TAGS)) {
            faults.add(at, path, node.getTag() + " (expected: no tag)");
            return new Yaml.Faulty(path, at);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, path, at);
        }
        if (node instanceof SequenceNode sequence) {
            List<Yaml> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, path + "[" + items.size() + "]", depth + 1));
            }
            return new Yaml.Sequence(path, at, items);
        }
        return new Yaml.Mapping(path, at, entries((MappingNode) node, path, depth));
    }

    private Yaml scalar(ScalarNode scalar, String path, Position at) {
        References.Resolved resolved = references.resolve(scalar.getValue());
        resolved.values().forEach(faults::hide);
        resolved.faults().forEach(fault -> faults.add(at, path, fault));
        if (!resolved.faults().isEmpty()) {
            return new Yaml.Faulty(path, at);
        }
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        return new Yaml.Scalar(
                path, at, resolved.text(), plain, !resolved.values().isEmpty());
    }

    private List<Yaml.Entry> entries(MappingNode mapping, String path, int depth) {
        Map<String, Yaml.Entry> entries = new HashMap<>();
        List<Yaml.Entry> inOrder = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position at = positions.apply(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(at, path, "a key that is a list or a mapping (expected: plain text)");
                continue;
            }
            String child = child(path, key.getValue());
            Yaml.Entry entry = new Yaml.Entry(key.getValue(), at, convert(tuple.getValueNode(), child, depth + 1));
            Yaml.Entry first = entries.putIfAbsent(entry.key(), entry);
            if (first == null) {
                inOrder.add(entry);
            } else {
                faults.add(
                        at,
                        child,
                        "duplicate key (first at line " + first.keyAt().line() + ")");
            }
        }
        return inOrder;
    }

    static String child(String path, String key) {
        if (!SIMPLE_KEY.matcher(key).matches()) {
            return path + "[\"" + key + "\"]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }
}
