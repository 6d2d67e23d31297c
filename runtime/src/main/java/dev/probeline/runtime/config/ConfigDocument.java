package dev.probeline.runtime.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A valid configuration that still knows which line said what. */
public final class ConfigDocument<T extends Record> {
    private final T value;
    private final Yaml root;
    private final Faults faults;
    private final List<String> source;

    ConfigDocument(T value, Yaml root, Faults faults, List<String> source) {
        this.value = value;
        this.root = root;
        this.faults = faults;
        this.source = source;
    }

    public T value() {
        return value;
    }

    /**
     * A fault found after binding, at the line and column of its path; where the file has nothing of that path, of the
     * nearest above it.
     *
     * @param path keys from the root as in {@code rules[3].when}
     * @param message what is wrong and what is expected; what came from references is taken out of it
     */
    public Fault faultAt(String path, String message) {
        return faults.foreign(root.nearest(path).at(), path, message);
    }

    /**
     * A fault inside an expression, such as a wrong name in the middle of it.
     *
     * @param line in the expression, from 1
     * @param column in that line, from 1
     */
    public Fault faultInside(String path, int line, int column, String message) {
        Yaml node = root.nearest(path);
        Position at = node instanceof Yaml.Scalar scalar ? Inside.of(scalar, line, column, source) : node.at();
        return faults.foreign(at, path, message);
    }

    /**
     * For a configuration that is to take the place of a running one.
     *
     * @param running what the service works with
     * @param keys those of the root that can change while it runs
     * @throws InvalidConfigException naming every other key that has changed
     */
    public void changesOnly(Set<String> keys, T running) throws InvalidConfigException {
        List<Fault> faults = new ArrayList<>();
        for (RecordComponent component : running.getClass().getRecordComponents()) {
            String key = Names.snake(component.getName());
            if (!keys.contains(key) && !Objects.equals(read(component, running), read(component, value))) {
                faults.add(faultAt(key, "changed (expected: as it was at the start; this key needs a restart)"));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
    }

    private static Object read(RecordComponent component, Object from) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
