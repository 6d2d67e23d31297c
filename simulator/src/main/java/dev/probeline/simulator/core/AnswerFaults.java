package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Answer.Framing;
import dev.probeline.simulator.core.Effect.Reword;
import java.util.function.UnaryOperator;

/** Faults of what is said and how it is cut up. */
final class AnswerFaults {

    private AnswerFaults() {}

    static Effect silent(int reasoningTokens, boolean stopped) {
        return (Reword) answer -> answer.withSpeech(answer.speech().silent(reasoningTokens, stopped));
    }

    static Effect model(String name) {
        return (Reword) answer -> answer.withModel(name);
    }

    static Effect withoutUsage() {
        return framing(f -> new Framing(false, f.usageInStream(), false, f.obfuscation(), f.tokensPerChunk()));
    }

    static Effect chunked(int tokens) {
        return framing(f ->
                new Framing(f.usage(), f.usageInStream(), f.usageEverywhere(), f.obfuscation(), Math.max(1, tokens)));
    }

    static Effect obfuscated() {
        return framing(f -> new Framing(f.usage(), f.usageInStream(), f.usageEverywhere(), true, f.tokensPerChunk()));
    }

    static Effect usageEverywhere() {
        return framing(f -> new Framing(f.usage(), f.usageInStream(), true, f.obfuscation(), f.tokensPerChunk()));
    }

    static Effect backend(String fingerprint, String tier) {
        return (Reword) answer -> answer.withBackend(new Answer.Backend(fingerprint, tier));
    }

    private static Effect framing(UnaryOperator<Framing> change) {
        return (Reword) answer -> answer.withFraming(change.apply(answer.framing()));
    }
}
