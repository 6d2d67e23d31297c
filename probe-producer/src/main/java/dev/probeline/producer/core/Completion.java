package dev.probeline.producer.core;

/**
 * What a model wrote, for as long as it is judged. Shows itself only to who asks by name, so that no log line or error
 * carries it by accident.
 */
public final class Completion {
    private static final int LONGEST = 1 << 20;
    private static final Completion NOT_KEPT = new Completion("", false);

    private final String text;
    private final boolean whole;

    private Completion(String text, boolean whole) {
        this.text = text;
        this.whole = whole;
    }

    /** Of an answer that was not kept, or not had. */
    public static Completion notKept() {
        return NOT_KEPT;
    }

    /** Grows with the answer; or does not, where nobody is going to judge it. */
    public static final class Builder {
        private final boolean kept;
        private final StringBuilder text = new StringBuilder();
        private boolean whole = true;

        public Builder(boolean kept) {
            this.kept = kept;
        }

        public void append(String more) {
            if (kept) {
                int room = LONGEST - text.length();
                whole &= more.length() <= room;
                text.append(more, 0, Math.min(room, more.length()));
            }
        }

        public Completion build() {
            return kept ? new Completion(text.toString(), whole) : NOT_KEPT;
        }
    }

    /** The text itself: for judging, never for a message. */
    String reveal() {
        return text;
    }

    /** False for a text that is longer than 1 MiB. */
    boolean isWhole() {
        return whole;
    }

    @Override
    public String toString() {
        return text.length() + " characters";
    }
}
