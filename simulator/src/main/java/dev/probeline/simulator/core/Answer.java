package dev.probeline.simulator.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model says and how fast, before it has a wire format. Faults of content are other answers.
 *
 * @param id without the endpoint's prefix
 * @param model as named in the response
 */
record Answer(
        String id, long created, String model, Backend backend, int promptTokens, Speech speech, Framing framing) {

    /** What serves a model by its own word. */
    record Backend(String fingerprint, String tier) {
        static final Backend USUAL = new Backend("fp_simulated", "default");
    }

    /**
     * The words and their pace.
     *
     * @param tokens the content, one string a token
     * @param gaps nanoseconds before each token
     * @param thinkingNanos before the first gap; all there is to wait for when there are no tokens
     * @param reasoningTokens billed as completion but never shown
     * @param stopped false if the token limit ended it
     */
    record Speech(List<String> tokens, List<Long> gaps, long thinkingNanos, int reasoningTokens, boolean stopped) {

        long totalNanos() {
            return thinkingNanos + gaps.stream().mapToLong(Long::longValue).sum();
        }

        int completionTokens() {
            return tokens.size() + reasoningTokens;
        }

        String text() {
            return String.join("", tokens);
        }

        /** Says nothing, after the same thinking. */
        Speech silent(int reasoning, boolean stop) {
            return new Speech(List.of(), List.of(), thinkingNanos, reasoning, stop);
        }
    }

    /**
     * How it is cut up.
     *
     * @param usage false if the tokens are not reported even where they should be
     * @param usageInStream asked for by {@code stream_options.include_usage}
     * @param usageEverywhere in every chunk instead of in one of its own
     */
    record Framing(
            boolean usage, boolean usageInStream, boolean usageEverywhere, boolean obfuscation, int tokensPerChunk) {}

    /** Consecutive tokens that leave together, when the last of them is there. */
    record Chunk(long atNanos, String text) {}

    List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        long at = speech.thinkingNanos();
        int count = speech.tokens().size();
        for (int i = 0; i < count; i++) {
            at += speech.gaps().get(i);
            text.append(speech.tokens().get(i));
            if ((i + 1) % framing.tokensPerChunk() == 0 || i + 1 == count) {
                chunks.add(new Chunk(at, text.toString()));
                text.setLength(0);
            }
        }
        return chunks;
    }

    Answer withModel(String other) {
        return new Answer(id, created, other, backend, promptTokens, speech, framing);
    }

    Answer withBackend(Backend other) {
        return new Answer(id, created, model, other, promptTokens, speech, framing);
    }

    Answer withSpeech(Speech other) {
        return new Answer(id, created, model, backend, promptTokens, other, framing);
    }

    Answer withFraming(Framing other) {
        return new Answer(id, created, model, backend, promptTokens, speech, other);
    }
}
