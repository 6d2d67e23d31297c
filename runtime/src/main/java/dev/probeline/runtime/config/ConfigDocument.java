package dev.probeline.runtime.config;

/** A valid configuration that still knows which line said what. */
public final class ConfigDocument<T extends Record> {
    private final T value;
    private final Yaml root;
    private final Faults faults;

    ConfigDocument(T value, Yaml root, Faults faults) {
        this.value = value;
        this.root = root;
        this.faults = faults;
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
        return faults.at(root.locate(path), path, message);
    }
}
