package dev.probeline.producer.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds texts that must not travel also where they come escaped, with other white space, or cut: a piece of 16
 * characters gives one away, or half of a short one, but not under 8.
 */
final class Literals {
    private static final int SHORTEST = 4;
    private static final int LEAST_PIECE = 8;
    private static final int PIECE = 16;
    /** An escape of JSON however often it was escaped again, or white space. */
    private static final Pattern WRITTEN =
            Pattern.compile("\\\\+u([0-9a-fA-F]{4})|\\\\+[nrtbf]|\\\\+([\"'/\\\\])|[\\s\\p{Cntrl}]+");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final Map<Integer, Set<String>> piecesByLength = new TreeMap<>();

    /** @param texts those under 4 characters are passed over */
    Literals(List<String> texts) {
        texts.stream()
                .map(Literals::plain)
                .filter(text -> text.length() >= SHORTEST)
                .forEach(this::add);
    }

    /** One line, without escapes: all ways to write a text become the same. */
    static String plain(String text) {
        String unescaped = WRITTEN.matcher(text).replaceAll(Literals::meant);
        return SPACES.matcher(unescaped).replaceAll(" ").strip();
    }

    /** @param plain text as {@link #plain} gives it */
    String takeOut(String plain, String mark) {
        List<int[]> found = found(plain);
        if (found.isEmpty()) {
            return plain;
        }
        StringBuilder left = new StringBuilder();
        int at = 0;
        for (int[] span : found) {
            left.append(plain, at, span[0]).append(mark);
            at = span[1];
        }
        return left.append(plain, at, plain.length()).toString();
    }

    private void add(String literal) {
        int length = Math.min(literal.length(), Math.min(PIECE, Math.max(LEAST_PIECE, literal.length() / 2)));
        Set<String> pieces = piecesByLength.computeIfAbsent(length, any -> new HashSet<>());
        for (int i = 0; i + length <= literal.length(); i++) {
            pieces.add(literal.substring(i, i + length));
        }
    }

    /** Spans from and to, in order, that do not touch. */
    private List<int[]> found(String text) {
        List<int[]> spans = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            int end = endOfPieceAt(text, i);
            if (end < 0) {
                continue;
            }
            int[] previous = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (previous != null && i <= previous[1]) {
                previous[1] = Math.max(previous[1], end);
            } else {
                spans.add(new int[] {i, end});
            }
        }
        return spans;
    }

    /** The farthest end of a piece that begins here, or -1. */
    private int endOfPieceAt(String text, int from) {
        int end = -1;
        for (Map.Entry<Integer, Set<String>> pieces : piecesByLength.entrySet()) {
            int to = from + pieces.getKey();
            if (to <= text.length() && pieces.getValue().contains(text.substring(from, to))) {
                end = to;
            }
        }
        return end;
    }

    private static String meant(MatchResult written) {
        String text = " ";
        if (written.group(1) != null) {
            text = String.valueOf((char) Integer.parseInt(written.group(1), 16));
        } else if (written.group(2) != null) {
            text = written.group(2);
        }
        return Matcher.quoteReplacement(text);
    }
}
