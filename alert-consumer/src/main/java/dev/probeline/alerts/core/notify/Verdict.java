package dev.probeline.alerts.core.notify;

import java.util.Map;
import java.util.Optional;

/**
 * What an answer means: nothing is empty, else what failed and whether the same request may succeed later.
 *
 * @param failure empty where the notification arrived
 */
public record Verdict(Optional<Failure> failure, boolean retriable) {
    private static final Verdict ARRIVED = new Verdict(Optional.empty(), false);

    /** Slack's error words that are not the request's fault or have a reason of their own. */
    private static final Map<String, Verdict> SLACK = Map.ofEntries(
            Map.entry("ratelimited", again(Failure.RATE_LIMITED)),
            Map.entry("rate_limited", again(Failure.RATE_LIMITED)),
            Map.entry("internal_error", again(Failure.SERVER_ERROR)),
            Map.entry("fatal_error", again(Failure.SERVER_ERROR)),
            Map.entry("service_unavailable", again(Failure.SERVER_ERROR)),
            Map.entry("team_added_to_org", again(Failure.SERVER_ERROR)),
            Map.entry("request_timeout", again(Failure.CONTEXT_DEADLINE_EXCEEDED)),
            Map.entry("not_authed", never(Failure.AUTH_ERROR)),
            Map.entry("invalid_auth", never(Failure.AUTH_ERROR)),
            Map.entry("account_inactive", never(Failure.AUTH_ERROR)),
            Map.entry("token_revoked", never(Failure.AUTH_ERROR)),
            Map.entry("token_expired", never(Failure.AUTH_ERROR)),
            Map.entry("missing_scope", never(Failure.AUTH_ERROR)));

    public static Verdict of(Answer answer) {
        if (answer instanceof Answer.Taken) {
            return ARRIVED;
        }
        if (answer instanceof Answer.Status status) {
            return ofStatus(status.code());
        }
        if (answer instanceof Answer.Refused refused) {
            return SLACK.getOrDefault(refused.error(), never(Failure.CLIENT_ERROR));
        }
        return again(answer instanceof Answer.TimedOut ? Failure.CONTEXT_DEADLINE_EXCEEDED : Failure.OTHER);
    }

    private static Verdict ofStatus(int code) {
        if (code >= 200 && code < 300) {
            return ARRIVED;
        }
        return switch (code) {
            case 401, 403 -> never(Failure.AUTH_ERROR);
            case 408 -> again(Failure.CONTEXT_DEADLINE_EXCEEDED);
            case 425 -> again(Failure.OTHER);
            case 429 -> again(Failure.RATE_LIMITED);
            default -> code >= 500 ? again(Failure.SERVER_ERROR) : never(Failure.CLIENT_ERROR);
        };
    }

    private static Verdict again(Failure failure) {
        return new Verdict(Optional.of(failure), true);
    }

    private static Verdict never(Failure failure) {
        return new Verdict(Optional.of(failure), false);
    }
}
