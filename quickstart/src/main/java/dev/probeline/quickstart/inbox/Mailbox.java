package dev.probeline.quickstart.inbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest notifications, and how often each message came: one that came twice is a duplicate. */
public final class Mailbox {
    private record Message(String fingerprint, String status) {}

    private final int kept;
    private final Deque<Notification> newest = new ArrayDeque<>();
    private final Map<Message, Integer> arrivals = new HashMap<>();

    /** @param kept how many notifications to keep for display; counts are of all */
    public Mailbox(int kept) {
        this.kept = kept;
    }

    public synchronized void add(Notification notification) {
        arrivals.merge(new Message(notification.fingerprint(), notification.status()), 1, Integer::sum);
        newest.addFirst(notification);
        if (newest.size() > kept) {
            newest.removeLast();
        }
    }

    /**
     * What is in it at one instant.
     *
     * @param newest newest first
     * @param arrived how many came in all, also those that are no longer kept
     */
    public record Contents(List<Notification> newest, int arrived) {
        public static final Contents NONE = new Contents(List.of(), 0);

        public Contents {
            newest = List.copyOf(newest);
        }
    }

    public synchronized Contents contents() {
        return new Contents(List.copyOf(newest), delivered() + duplicates());
    }

    /** How many different messages came. */
    public synchronized int delivered() {
        return arrivals.size();
    }

    /** How many came again. */
    public synchronized int duplicates() {
        return arrivals.values().stream().mapToInt(times -> times - 1).sum();
    }
}
