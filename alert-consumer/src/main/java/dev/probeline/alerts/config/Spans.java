package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.TimeInterval.Span;
import java.util.List;
import java.util.Locale;

/** How the ranges of one kind are written: by number, or by the place of a name in a list. */
record Spans(List<String> names, int firstName, int least, int most) {
    static final Spans WEEKDAYS =
            new Spans(List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"), 0, 0, 6);
    static final Spans MONTHS = new Spans(
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december"),
            1,
            1,
            12);
    static final Spans DAYS = new Spans(List.of(), 0, -31, 31);
    static final Spans YEARS = new Spans(List.of(), 0, 1970, 9999);

    /** @throws IllegalArgumentException naming the key and what is expected */
    List<Span> all(String key, List<String> texts) {
        return texts.stream().map(text -> span(key, text)).toList();
    }

    private Span span(String key, String text) {
        String[] ends = text.split(":", -1);
        try {
            int from = value(ends[0]);
            int to = ends.length == 1 ? from : value(ends[1]);
            boolean ordered = from <= to || (from > 0 && to < 0);
            if (ends.length > 2 || !ordered) {
                throw new NumberFormatException(text);
            }
            return new Span(from, to);
        } catch (NumberFormatException e) {
            String words =
                    names.isEmpty() ? least + " to " + most : names.get(0) + " to " + names.get(names.size() - 1);
            throw new IllegalArgumentException(
                    key + ": " + text + " (expected: one of " + words + ", or a range of them such as from:to)", e);
        }
    }

    private int value(String text) {
        int name = names.indexOf(text.strip().toLowerCase(Locale.ROOT));
        int value = name >= 0 ? name + firstName : Integer.parseInt(text.strip());
        if (value < least || value > most || (value == 0 && least != 0)) {
            throw new NumberFormatException(text);
        }
        return value;
    }
}
