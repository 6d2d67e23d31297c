package dev.probeline.alerts.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An annotation with names in double braces: {@code {{ labels.model }}}, {@code {{ value }}}. */
public final class Template {
    private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*(.*?)\\s*}}");

    /** What may stand in the braces besides labels and the names of metrics. */
    public static final Set<String> NAMES = Set.of(
            "alert",
            "severity",
            "condition",
            "threshold",
            "value",
            "explanation",
            "scope",
            "window",
            "attempts",
            "failures");

    public static final String LABEL = "labels.";

    private final String text;
    private final List<String> names;

    private Template(String text, List<String> names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Which labels there are depends on the rule, so those are to be checked with {@link #labels}.
     *
     * @throws IllegalArgumentException if it uses a name that does not exist
     */
    public static Template parse(String text) {
        List<String> names = new ArrayList<>();
        Matcher hole = HOLE.matcher(text);
        while (hole.find()) {
            String name = hole.group(1);
            if (!NAMES.contains(name) && !name.startsWith(LABEL) && !isMetric(name)) {
                throw new IllegalArgumentException("{{ " + name + " }} (expected: one of labels.<label>, a metric, "
                        + String.join(", ", new TreeSet<>(NAMES)) + ")");
            }
            names.add(name);
        }
        if (HOLE.matcher(text).replaceAll("").contains("{{")) {
            throw new IllegalArgumentException(text + " (expected: }} after {{)");
        }
        return new Template(text, List.copyOf(names));
    }

    private static boolean isMetric(String name) {
        try {
            Metrics.named(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The labels it uses. */
    public List<String> labels() {
        return names.stream()
                .filter(name -> name.startsWith(LABEL))
                .map(name -> name.substring(LABEL.length()))
                .toList();
    }

    /** @param values gives the text for a name */
    public String fill(UnaryOperator<String> values) {
        if (names.isEmpty()) {
            return text;
        }
        return HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(values.apply(hole.group(1))));
    }

    @Override
    public String toString() {
        return text;
    }
}
