package dev.probeline.alerts.core.state;

/** A series and window size: what one {@link SeriesState} is about. */
public record Place(String series, long windowMs) {
    /** No series key holds a line feed: control characters are escaped there. */
    private static final char SEPARATOR = '\n';

    public String text() {
        return series + SEPARATOR + windowMs;
    }

    public static Place parse(String text) {
        int end = text.indexOf(SEPARATOR);
        return new Place(text.substring(0, end), Long.parseLong(text.substring(end + 1)));
    }
}
