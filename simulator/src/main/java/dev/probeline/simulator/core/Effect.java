package dev.probeline.simulator.core;

import java.time.LocalDate;

/** What a fault does to a response: one of four things, each a pure function. */
sealed interface Effect {

    /** Another reply in place of the answer. */
    non-sealed interface Instead extends Effect {
        ApiError reply(Call call, String organization);
    }

    /** Another answer: other words, other framing. */
    non-sealed interface Reword extends Effect {
        Answer reword(Answer answer);
    }

    /** The same answer, played otherwise. */
    non-sealed interface Replay extends Effect {
        Plan replay(Plan plan, Call call);
    }

    /** Another shutdown date on the model's card. */
    non-sealed interface Retire extends Effect {
        LocalDate shutdown(LocalDate today);
    }
}
