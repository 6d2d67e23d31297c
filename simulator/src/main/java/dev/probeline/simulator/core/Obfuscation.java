package dev.probeline.simulator.core;

import java.util.SplittableRandom;

/** The random padding of stream chunks that hides the length of tokens; it makes bytes a poor measure of tokens. */
final class Obfuscation {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LONGEST = 16;

    private final boolean on;
    private final SplittableRandom random;

    private Obfuscation(boolean on, long seed) {
        this.on = on;
        this.random = new SplittableRandom(seed);
    }

    static Obfuscation of(Answer answer) {
        return new Obfuscation(answer.framing().obfuscation(), answer.id().hashCode());
    }

    /** The JSON member with a comma in front, or nothing. */
    String next() {
        if (!on) {
            return "";
        }
        StringBuilder padding = new StringBuilder(",\"obfuscation\":\"");
        for (int i = random.nextInt(LONGEST) + 1; i > 0; i--) {
            padding.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return padding.append('"').toString();
    }
}
