package dev.probeline.runtime.config;

/**
 * One thing that is wrong with a configuration, and where.
 *
 * @param source name of the file
 * @param line counted from 1; 0 when the fault is of the file as a whole
 * @param column counted from 1; 0 when the fault is of the file as a whole
 * @param path keys from the root, as in {@code targets[2].timeout}; empty for the root
 * @param message what was found and what was expected, as in {@code 0s (expected: at least 1s)}; never a secret
 */
public record Fault(String source, int line, int column, String path, String message) {

    static Fault ofFile(String source, String message) {
        return new Fault(source, 0, 0, "", message);
    }

    /** {@code file:line:column path: message}. */
    @Override
    public String toString() {
        String where = line == 0 ? source : source + ":" + line + ":" + column;
        if (path.isEmpty()) {
            return where + ": " + message;
        }
        return where + " " + path + ": " + message;
    }
}
