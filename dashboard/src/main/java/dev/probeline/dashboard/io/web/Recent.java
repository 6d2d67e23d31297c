package dev.probeline.dashboard.io.web;

import dev.probeline.dashboard.io.web.AlertConsumerClient.Reply;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The answer to what all open pages ask again and again: asked for once a second at most, and by one of them at a time. */
final class Recent {
    private static final long FRESH_MS = 1000;
    /** While somebody asks anew, the others are given what was known; nobody waits, for the threads are few. */
    private static final long USABLE_MS = 15_000;

    private record Known(Reply reply, long askedAt) {}

    private final Supplier<Reply> question;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(AlertConsumerClient.busy(), Long.MIN_VALUE);
    private volatile long forgottenAt = Long.MIN_VALUE;

    Recent(Supplier<Reply> question, Clock clock) {
        this.question = question;
        this.clock = clock;
    }

    Reply get() {
        return known(FRESH_MS).orElseGet(this::askUnlessAnotherDoes);
    }

    /** It has changed by now: also an answer that is on its way may not know that. */
    void forget() {
        forgottenAt = clock.millis();
    }

    private Reply askUnlessAnotherDoes() {
        if (!asking.tryLock()) {
            return known(USABLE_MS).orElseGet(AlertConsumerClient::busy);
        }
        try {
            return known(FRESH_MS).orElseGet(this::ask);
        } finally {
            asking.unlock();
        }
    }

    private Reply ask() {
        long askedAt = clock.millis();
        Reply reply = question.get();
        known = new Known(reply, askedAt);
        return reply;
    }

    private Optional<Reply> known(long within) {
        Known last = known;
        boolean usable = last.askedAt() > forgottenAt && last.askedAt() > clock.millis() - within;
        return usable ? Optional.of(last.reply()) : Optional.empty();
    }
}
