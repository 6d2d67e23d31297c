package dev.probeline.quickstart.view;

/** What a stretch of text means, and the ANSI code that shows it. */
enum Style {
    PLAIN(""),
    TITLE("1"),
    FAINT("2"),
    BAD("1;31"),
    GOOD("32");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String paint(String text) {
        return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
