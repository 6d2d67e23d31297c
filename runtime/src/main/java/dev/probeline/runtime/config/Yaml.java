package dev.probeline.runtime.config;

import java.util.List;
import java.util.Optional;

/** A YAML document as a tree in which every node knows its path and its place; aliases are expanded, references resolved. */
sealed interface Yaml {
    String path();

    Position at();

    List<Yaml> children();

    /** The node with this path, or else the nearest above it. */
    default Yaml nearest(String path) {
        return children().stream()
                .filter(child -> Paths.leadsTo(child.path(), path))
                .findFirst()
                .map(child -> child.nearest(path))
                .orElse(this);
    }

    /** How a fault names it: the text, or its kind. */
    String shown();

    /**
     * @param fromReference the text came out of the environment or another file and must not be shown
     * @param plain written without quotes, so that {@code ~} or nothing at all means absent
     * @param source reads it again, if a file is in it
     */
    record Scalar(
            String path, Position at, String text, boolean plain, boolean fromReference, Optional<Secret.Source> source)
            implements Yaml {
        private static final int SHOWN = 100;

        /** Text that nothing else stands behind. */
        static Scalar literal(String path, Position at, String text, boolean plain) {
            return new Scalar(path, at, text, plain, false, Optional.empty());
        }

        @Override
        public List<Yaml> children() {
            return List.of();
        }

        boolean isAbsent() {
            return plain && !fromReference && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        @Override
        public String shown() {
            if (fromReference) {
                return Secret.MASK;
            }
            if (text.isEmpty()) {
                return plain ? "nothing" : "''";
            }
            String line = text.strip().replace("\n", "\\n");
            return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        }

        @Override
        public String toString() {
            return shown();
        }
    }

    record Sequence(String path, Position at, List<Yaml> items) implements Yaml {
        @Override
        public List<Yaml> children() {
            return items;
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    record Mapping(String path, Position at, List<Entry> entries) implements Yaml {
        @Override
        public List<Yaml> children() {
            return entries.stream().map(Entry::value).toList();
        }

        @Override
        public String shown() {
            return "a mapping";
        }
    }

    /** A node whose fault is already told; nothing more is to be said about it. */
    record Faulty(String path, Position at) implements Yaml {
        @Override
        public List<Yaml> children() {
            return List.of();
        }

        @Override
        public String shown() {
            return "a fault";
        }
    }

    record Entry(String key, Position keyAt, Yaml value) {}
}
