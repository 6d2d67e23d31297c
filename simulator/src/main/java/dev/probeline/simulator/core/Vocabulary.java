package dev.probeline.simulator.core;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where the words of an answer come from. The first token always has letters of two and three UTF-8 bytes. */
final class Vocabulary {

    private static final String FIRST = "Voilà…";
    private static final String[] WORDS =
            (" the of and to in is that for it as was with be by on not he his but at are this have"
                            + " from or had an they which one you were all her she there would their we him been has when who will"
                            + " more no if out so up said what its about than into them can only other time new some could these"
                            + " café naïve 東京 größer señor 🙂")
                    .split("(?= )");

    private Vocabulary() {}

    static List<String> draw(int count, RandomGenerator random) {
        List<String> tokens = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(i == 0 ? FIRST : WORDS[random.nextInt(WORDS.length)]);
        }
        return tokens;
    }
}
