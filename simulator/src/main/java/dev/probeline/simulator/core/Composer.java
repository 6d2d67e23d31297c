package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Answer.Framing;
import dev.probeline.simulator.core.Answer.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Decides what a healthy model answers to a request: tokens and times drawn from the model's distributions. */
final class Composer {

    private Composer() {}

    static Answer compose(Call call, Model model, RequestView request, RandomGenerator random) {
        return new Answer(
                call.requestId().substring("req_".length()),
                call.moment().wall().getEpochSecond(),
                model.snapshot().orElse(call.modelName()),
                Answer.Backend.USUAL,
                request.promptTokens(),
                speech(model, request, random),
                new Framing(true, request.includeUsage(), false, request.includeObfuscation(), 1));
    }

    private static Speech speech(Model model, RequestView request, RandomGenerator random) {
        long thinking = model.firstToken().drawNanos(random);
        int wanted = model.outputTokens().draw(random);
        int reasoning = model.kind() == Model.Kind.REASONING ? wanted : 0;
        int allowed = request.maxTokens().orElse(Integer.MAX_VALUE);
        int reasoned = Math.min(reasoning, allowed);
        int said = Math.min(wanted, allowed - reasoned);
        List<Long> gaps = new ArrayList<>(said);
        for (int i = 0; i < said; i++) {
            gaps.add(i == 0 ? 0 : model.interToken().drawNanos(random));
        }
        return new Speech(Vocabulary.draw(said, random), gaps, thinking, reasoned, said == wanted);
    }
}
