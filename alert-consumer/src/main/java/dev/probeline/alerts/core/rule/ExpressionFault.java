package dev.probeline.alerts.core.rule;

import dev.cel.common.CelIssue;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with an expression, in the words of rules: where, what, and what was expected. */
final class ExpressionFault {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '(.*?)'( \\(candidates.*)?");
    private static final int LONGEST = 90;

    static String of(String text, List<CelIssue> issues) {
        CelIssue first = issues.get(0);
        int line = first.getSourceLocation().getLine();
        int column = first.getSourceLocation().getColumn();
        String where = line > 1 ? "line " + line + ", column " + (column + 1) : "column " + (column + 1);
        return where + " of the expression: " + reason(first.getMessage(), nameAt(text, line, column));
    }

    private static String reason(String message, String name) {
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return Pattern.matches("[a-zA-Z_.0-9]+", name) && name.startsWith(undeclared.group(1))
                    ? "no metric " + name + " (expected: " + Metrics.nearest(name) + ")"
                    : "no function " + undeclared.group(1) + " (expected: one of CEL's)";
        }
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return overload.group(1).replaceAll("^_|_$", "") + " of " + types(overload.group(2))
                    + " (expected: both of one kind: times as duration('5s'), shares as 0.05)";
        }
        if (message.startsWith("expected type 'bool'")) {
            return types(message.replaceAll(".*but found '(.*)'.*", "$1"))
                    + " (expected: true or false, such as latency.p95 > duration('5s') && probes >= 20)";
        }
        return cut(message.replaceAll("(?s) expecting .*", ""))
                + " (expected: a CEL expression, or a triple such as latency.p95 > 5s)";
    }

    private static String types(String names) {
        return names.replace("google.protobuf.Duration", "duration").replace("google.protobuf.Timestamp", "timestamp");
    }

    private static String cut(String message) {
        String line = message.replace('\n', ' ');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** The dotted name that begins at a place, or what stands there. */
    private static String nameAt(String text, int line, int column) {
        List<String> lines = text.lines().toList();
        if (line < 1 || line > lines.size() || column >= lines.get(line - 1).length()) {
            return "";
        }
        Matcher name = NAME.matcher(lines.get(line - 1));
        return name.find(Math.max(0, column)) && name.start() == column ? name.group() : "";
    }

    private ExpressionFault() {}
}
