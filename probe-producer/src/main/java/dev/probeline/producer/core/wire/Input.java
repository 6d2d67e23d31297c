package dev.probeline.producer.core.wire;

import dev.probeline.producer.config.InputSize;
import dev.probeline.producer.config.Target;

/**
 * What a probe gives the model to read. It begins with the nonce, so that no prefix of it is ever in a provider's prompt
 * cache and the figures are those of a first call; filler of the wanted size follows, the prompt comes last.
 */
public final class Input {
    /** Common words of four letters: a token each with its blank, and four or five characters as the rule of thumb has it. */
    private static final String[] WORDS = {
        "time", "year", "work", "hand", "part", "case", "week", "room", "fact", "side", "home", "book", "word", "line",
        "head", "city", "team", "door", "mind", "food", "land", "road", "form", "name", "idea", "body", "face", "tree",
        "wind", "rain", "lake", "moon"
    };

    private static final int CHARACTERS_PER_TOKEN = 4;

    private Input() {}

    static String of(Target target, String nonce) {
        String prompt = nonce + " " + target.prompt();
        int wanted = target.inputTokens().map(InputSize::tokens).orElse(0);
        int words = wanted - prompt.length() / CHARACTERS_PER_TOKEN;
        return words <= 0 ? prompt : nonce + " " + filler(words) + "\n\n" + target.prompt();
    }

    /** A stretch of the filler that holds all its pieces. */
    public static String sample() {
        return filler(2 * WORDS.length);
    }

    private static String filler(int words) {
        StringBuilder text = new StringBuilder(words * 5);
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[i % WORDS.length]);
        }
        return text.toString();
    }
}
