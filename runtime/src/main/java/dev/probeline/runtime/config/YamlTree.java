package dev.probeline.runtime.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes the parser's nodes a {@link Yaml} tree; duplicate keys, tags and references without a value are faults. */
final class YamlTree {
    private static final int MAX_NODES = 100_000;

    /** What the parser gives untagged nodes; the last is its own notion of a reference. */
    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP, Tag.ENV_TAG);

    private final References references;
    private final Faults faults;
    private final Function<Optional<Mark>, Position> positions;
    private int nodes;

    YamlTree(References references, Faults faults, Function<Optional<Mark>, Position> positions) {
        this.references = references;
        this.faults = faults;
        this.positions = positions;
    }

    /** @throws YamlEngineException when its aliases, expanded, are beyond bounds */
    Yaml of(Node node, String path) {
        return convert(node, path, 0);
    }

    private Yaml convert(Node node, String path, int depth) {
        Position at = positions.apply(node.getStartMark());
        if (++nodes > MAX_NODES || depth > YamlReader.MAX_DEPTH) {
            throw new YamlEngineException("its aliases expand to more than " + MAX_NODES + " values");
        }
        if (!TAGS.contains(node.getTag())) {
            faults.add(at, path, "tag " + node.getTag() + " (expected: none)");
            return new Yaml.Faulty(path, at);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, path, at);
        }
        if (node instanceof SequenceNode sequence) {
            List<Yaml> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, Paths.item(path, items.size()), depth + 1));
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
                path, at, resolved.text(), plain, !resolved.values().isEmpty(), source(scalar.getValue()));
    }

    private Optional<Secret.Source> source(String text) {
        return text.contains("${file:")
                ? Optional.of(() -> Optional.of(references.resolve(text))
                        .filter(resolved -> resolved.faults().isEmpty())
                        .map(References.Resolved::text))
                : Optional.empty();
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
            String child = Paths.child(path, key.getValue());
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
}
