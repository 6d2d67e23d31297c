package dev.probeline.runtime.config;

import java.util.regex.Pattern;

/** Paths of nodes from the root: {@code targets[2].timeout}, {@code labels["odd key"]}. */
final class Paths {
    private static final Pattern SIMPLE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    private Paths() {}

    static String child(String path, String key) {
        if (!SIMPLE_KEY.matcher(key).matches()) {
            return path + "[\"" + key + "\"]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    static boolean leadsTo(String ancestor, String path) {
        return path.startsWith(ancestor)
                && (path.length() == ancestor.length() || ".[".indexOf(path.charAt(ancestor.length())) >= 0);
    }
}
