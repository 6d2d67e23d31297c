package dev.probeline.producer.io;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a server's own words be a label: the first few as they are, and then all others as one. */
final class BoundedLabel {
    static final String OTHER = "_OTHER";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedLabel(int most) {
        this.most = most;
    }

    /** @param word null becomes the empty label, which is none */
    String of(String word) {
        if (word == null) {
            return "";
        }
        if (known.contains(word)) {
            return word;
        }
        synchronized (known) {
            return known.size() < most && known.add(word) ? word : OTHER;
        }
    }
}
