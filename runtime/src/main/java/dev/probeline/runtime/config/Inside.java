package dev.probeline.runtime.config;

import java.util.List;

/** Finds where a character of a scalar's text stands in the file: for a fault inside an expression. */
final class Inside {
    private Inside() {}

    /**
     * @param line in the scalar's text, from 1
     * @param column in that line, from 1
     * @return the scalar's own place where the file does not have the text as it is (folded, escaped, referenced)
     */
    static Position of(Yaml.Scalar scalar, int line, int column, List<String> source) {
        List<String> text = scalar.text().lines().toList();
        Position place = place(scalar.at(), line, column, source);
        boolean known = !scalar.fromReference()
                && has(text, new Position(line, column))
                && has(source, place)
                && at(text, new Position(line, column)) == at(source, place);
        return known ? place : scalar.at();
    }

    private static Position place(Position start, int line, int column, List<String> source) {
        char first = has(source, start) ? at(source, start) : ' ';
        if (first == '|') {
            int indent = source.stream()
                    .skip(start.line())
                    .filter(content -> !content.isBlank())
                    .findFirst()
                    .map(content -> content.length() - content.stripLeading().length())
                    .orElse(0);
            return new Position(start.line() + line, indent + column);
        }
        int quote = first == '"' || first == '\'' ? 1 : 0;
        return new Position(start.line() + line - 1, start.column() + quote + column - 1);
    }

    private static boolean has(List<String> lines, Position at) {
        return at.line() >= 1
                && at.line() <= lines.size()
                && at.column() >= 1
                && at.column() <= lines.get(at.line() - 1).length();
    }

    private static char at(List<String> lines, Position at) {
        return lines.get(at.line() - 1).charAt(at.column() - 1);
    }
}
