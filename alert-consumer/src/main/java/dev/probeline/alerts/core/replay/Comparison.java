package dev.probeline.alerts.core.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Alerts of the rules as they are beside those of a candidate; one of the two may be missing. */
public record Comparison(Optional<Episode> now, Optional<Episode> candidate) {
    /** Episodes of one rule and series that overlap are one; each is compared once. */
    public static List<Comparison> of(List<Episode> now, List<Episode> candidate) {
        List<Comparison> all = new ArrayList<>();
        List<Episode> left = new ArrayList<>(candidate);
        for (Episode episode : now) {
            Optional<Episode> same = left.stream().filter(episode::meets).findFirst();
            same.ifPresent(left::remove);
            all.add(new Comparison(Optional.of(episode), same));
        }
        left.forEach(episode -> all.add(new Comparison(Optional.empty(), Optional.of(episode))));
        all.sort(Comparator.comparing(Comparison::firedAt));
        return all;
    }

    public Episode either() {
        return now.or(() -> candidate).orElseThrow();
    }

    private Instant firedAt() {
        return either().firedAt();
    }

    /** {@code same}, {@code changed}, {@code new} or {@code gone}. */
    public String verdict() {
        if (now.isEmpty()) {
            return "new";
        }
        if (candidate.isEmpty()) {
            return "gone";
        }
        return now.equals(candidate) ? "same" : "changed";
    }
}
