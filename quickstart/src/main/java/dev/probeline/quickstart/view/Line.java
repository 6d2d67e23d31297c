package dev.probeline.quickstart.view;

import java.util.ArrayList;
import java.util.List;

/** One line of stretches of text, each with its meaning; knows its width without the colours. */
final class Line {
    private record Stretch(Style style, String text) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private int length;

    static Line of(String text) {
        return new Line().add(Style.PLAIN, text);
    }

    static Line blank() {
        return new Line();
    }

    static Line title(String text) {
        return new Line().add(Style.TITLE, text);
    }

    /** Control characters, which could drive the terminal, become spaces. */
    Line add(Style style, String text) {
        String safe = text.replaceAll("\\p{Cntrl}", " ");
        stretches.add(new Stretch(style, safe));
        length += safe.length();
        return this;
    }

    /** Padded to the left up to the column, by one space at least. */
    Line right(int column, Style style, String text) {
        return add(Style.PLAIN, " ".repeat(Math.max(1, column - length - text.length())))
                .add(style, text);
    }

    /** Cut to the width, with an ellipsis in its last column. */
    String render(int width, boolean colour) {
        StringBuilder line = new StringBuilder();
        int room = length > width ? width - 1 : width;
        for (Stretch stretch : stretches) {
            String text =
                    stretch.text().substring(0, Math.min(room, stretch.text().length()));
            line.append(colour ? stretch.style().paint(text) : text);
            room -= text.length();
        }
        return length > width ? line.append('…').toString() : line.toString();
    }
}
