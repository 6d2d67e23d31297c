package dev.probeline.dashboard.io.feed;

/**
 * How far the board has been filled.
 *
 * @param fraction of the day that is there, 0 to 1
 * @param following whether the newest records are there, so that the page is live
 * @param completeFrom since when nothing is missing, milliseconds since the epoch; −1 before any is read
 */
public record Progress(double fraction, boolean following, long completeFrom) {
    public boolean whole() {
        return following && fraction >= 1;
    }
}
