package dev.probeline.quickstart.stack;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Made for one run, so that nobody else on this machine acts in it.
 *
 * @param page of whoever started the run, for the live page
 * @param silences the page's own, for the alert consumer; told to nobody
 */
record Tokens(String page, String silences) {
    private static final int BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Tokens make() {
        return new Tokens(next(), next());
    }

    private static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** They stay out of logs. */
    @Override
    public String toString() {
        return "Tokens[****]";
    }
}
