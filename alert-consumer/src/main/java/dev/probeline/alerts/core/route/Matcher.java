package dev.probeline.alerts.core.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A condition on one label, as Alertmanager writes it: {@code severity="critical"}, {@code region!~"eu-.*"}. A label that
 * is not there is empty text. Expressions are anchored at both ends and take time linear to the text.
 */
public final class Matcher {
    private static final java.util.regex.Pattern FORM = java.util.regex.Pattern.compile(
            "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|((?:[^\"\\s{},=~][^\"\\s{},]*)?))\\s*");
    private static final java.util.regex.Pattern ESCAPED =
            java.util.regex.Pattern.compile("\\\\(.)", java.util.regex.Pattern.DOTALL);
    private static final String EXPECTED = "a matcher such as severity=\"critical\" or region!~\"eu-.*\"";

    private final String label;
    private final String text;
    private final Predicate<String> value;

    private Matcher(String label, String text, Predicate<String> value) {
        this.label = label;
        this.text = text;
        this.value = value;
    }

    /** @throws IllegalArgumentException naming the expected form */
    public static Matcher parse(String text) {
        java.util.regex.Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(text + " (expected: " + EXPECTED + ")");
        }
        String wanted = form.group(3) == null ? form.group(4) : unquoted(form.group(3));
        String operator = form.group(2);
        Predicate<String> positive = operator.endsWith("~") ? expression(text, wanted) : wanted::equals;
        return new Matcher(
                form.group(1),
                form.group(1) + operator + quoted(wanted),
                operator.startsWith("!") ? positive.negate() : positive);
    }

    public boolean matches(Map<String, String> labels) {
        return value.test(labels.getOrDefault(label, ""));
    }

    /** Whether all of them do; an empty list matches everything. */
    public static boolean all(List<Matcher> matchers, Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** As Alertmanager shows a list: {@code {a="1",b=~"2"}}. */
    public static String show(List<Matcher> matchers) {
        return "{" + String.join(",", matchers.stream().map(Matcher::toString).toList()) + "}";
    }

    /** As a matcher writes a value. */
    public static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String unquoted(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(escaped -> escaped.group(1).equals("n")
                        ? "\n"
                        : java.util.regex.Matcher.quoteReplacement(escaped.group(1)));
    }

    private static Predicate<String> expression(String text, String expression) {
        try {
            return Pattern.compile(expression)::matches;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    text + ": " + e.getDescription() + " (expected: a regular expression, RE2)", e);
        }
    }

    /** The canonical form: equal conditions have equal text. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher matcher && matcher.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
