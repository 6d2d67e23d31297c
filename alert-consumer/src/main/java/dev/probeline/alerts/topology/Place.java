package dev.probeline.alerts.topology;

/** A series and window size: what one entry of the store is about. */
record Place(String series, long windowMs) {
    /** No series key holds a line feed: control characters are escaped there. */
    private static final char SEPARATOR = '\n';

    String text() {
        return series + SEPARATOR + windowMs;
    }

    static Place parse(String text) {
        int end = text.indexOf(SEPARATOR);
        return new Place(text.substring(0, end), Long.parseLong(text.substring(end + 1)));
    }
}
