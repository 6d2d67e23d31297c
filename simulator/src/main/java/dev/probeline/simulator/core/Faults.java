package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Effect.Instead;
import dev.probeline.simulator.core.Effect.Replay;
import dev.probeline.simulator.core.Effect.Retire;
import dev.probeline.simulator.core.Effect.Reword;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The faults that befall one request, in the order of their rules. */
record Faults(List<Fault> list) {

    /** The first error that takes the answer's place. */
    Optional<ApiError> instead(Call call, String organization) {
        return of(Instead.class).findFirst().map(effect -> effect.reply(call, organization));
    }

    Answer reword(Answer answer) {
        Answer reworded = answer;
        for (Reword effect : of(Reword.class).toList()) {
            reworded = effect.reword(reworded);
        }
        return reworded;
    }

    Plan replay(Plan plan, Call call) {
        Plan replayed = plan;
        for (Replay effect : of(Replay.class).toList()) {
            replayed = effect.replay(replayed, call);
        }
        return replayed;
    }

    Optional<String> shutdown(LocalDate today) {
        return of(Retire.class).findFirst().map(effect -> effect.shutdown(today).toString());
    }

    List<String> names() {
        return list.stream().map(Fault::name).toList();
    }

    private <E extends Effect> Stream<E> of(Class<E> kind) {
        return list.stream().map(Fault::effect).filter(kind::isInstance).map(kind::cast);
    }
}
