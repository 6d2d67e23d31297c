package dev.probeline.producer.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a target's earlier answers let one learn from its next attempt: another model behind the same name, or none any
 * more. One per target; an instance that takes a target over begins with nothing and reports no change.
 */
public final class History {
    private Labels last = Labels.NONE;
    private Instant lastSuccess;

    /**
     * @param previous earlier values of the labels that changed; null where they did not
     * @param workedUntil last success of a model that is not found any more; else null
     */
    public record Change(Labels previous, Instant workedUntil) {
        public static final Change NONE = new Change(Labels.NONE, null);
    }

    /** Compares the attempt with what is known, and remembers it if it is a whole answer. */
    public Change add(Attempt attempt) {
        if (attempt.failure() != null) {
            return failed(attempt);
        }
        lastSuccess = attempt.completedAt().truncatedTo(ChronoUnit.MILLIS); // as events tell it
        return new Change(previous(attempt), null);
    }

    /** An answer that was whole and only not as expected is compared too: another model may be the reason. */
    private Change failed(Attempt attempt) {
        return switch (attempt.failure().type()) {
            case EXPECTATION_FAILED -> new Change(previous(attempt), null);
            case MODEL_NOT_FOUND -> new Change(Labels.NONE, lastSuccess);
            default -> Change.NONE;
        };
    }

    private Labels previous(Attempt attempt) {
        Labels now = attempt.reading().labels();
        Labels previous = new Labels(
                changed(last.model(), now.model()),
                changed(last.systemFingerprint(), now.systemFingerprint()),
                changed(last.serviceTier(), now.serviceTier()));
        last = now.or(last);
        return previous;
    }

    private static String changed(String before, String now) {
        return before == null || now == null || before.equals(now) ? null : before;
    }
}
